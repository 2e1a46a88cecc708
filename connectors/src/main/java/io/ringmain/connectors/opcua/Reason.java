package io.ringmain.connectors.opcua;

import io.ringmain.core.tag.Quality;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/** What went wrong, in one line for people. Stateless. */
final class Reason {
    private static final String DESCRIPTION = ", description=";

    private Reason() {}

    /** As in the standard, for example {@code BadCertificateUntrusted}. */
    static String name(StatusCode status) {
        if (status.isGood()) {
            // an error message that says so
            return "BadUnexpectedError";
        }
        return StatusCodes.lookup(status.value())
                .map(words -> words[0].replace("_", ""))
                .orElseGet(() -> Quality.name(VariantReader.statusCode(status)));
    }

    /** The status code by its name, and words where there are any. */
    static String of(Throwable error) {
        Throwable root = error;
        String code = "";
        while (true) {
            if (root instanceof UaException coded) {
                code = name(coded.getStatusCode()) + ": ";
            }
            if (root.getCause() == null || root.getCause() == root) {
                break;
            }
            root = root.getCause();
        }
        String words = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        if (words.startsWith("status=")) {
            int begin = words.indexOf(DESCRIPTION);
            words = begin < 0 ? "" : words.substring(begin + DESCRIPTION.length());
        }
        String line = code + words.lines().findFirst().orElse("");
        return line.endsWith(": ") ? line.substring(0, line.length() - 2) : line;
    }
}
