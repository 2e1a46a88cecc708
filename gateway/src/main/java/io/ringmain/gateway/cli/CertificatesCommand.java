package io.ringmain.gateway.cli;

import io.ringmain.core.spi.TrustList;
import io.ringmain.core.spi.TrustListProvider;
import io.ringmain.core.text.NearestName;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "certificates",
        description = {
            "List the certificates that a connector has met or was given, and trust or reject one.",
            "Works on the data folder, beside the running site too, where it counts from the next time that the connector"
                    + " connects. What is decided here stands in no log book; what is decided over REST does."
        })
final class CertificatesCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

    @Parameters(paramLabel = "NAME", description = "The connector.")
    private String name;

    @Option(names = "--trust", paramLabel = "THUMBPRINT", description = "Trust this one; its beginning is enough.")
    private String trusted;

    @Option(
            names = "--reject",
            paramLabel = "THUMBPRINT",
            description = "Take the trust from this one; its beginning is enough.")
    private String rejected;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (trusted != null && rejected != null) {
            throw new CommandFailure(ExitCode.REFUSED, "--trust and --reject exclude each other");
        }
        TrustList list = open(folder.existing().resolve("connectors"));
        try {
            if (trusted != null) {
                list.trust(thumbprint(list, trusted));
            } else if (rejected != null) {
                list.reject(thumbprint(list, rejected));
            }
        } catch (NoSuchElementException | IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(Json.line(
                    list.entries().stream().map(CertificatesCommand::fields).toList()));
        } else {
            list.entries().forEach(entry -> out.println(text(entry)));
        }
        return ExitCode.DONE;
    }

    private TrustList open(Path connectors) throws IOException {
        Path own = connectors.resolve(name).normalize();
        if (own.getParent() == null || !own.getParent().equals(connectors.normalize()) || !Files.isDirectory(own)) {
            List<String> known = known(connectors);
            String hint = NearestName.hint(name, known);
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "connector '" + name + "' has no folder here" + hint
                            + (known.isEmpty()
                                    ? ""
                                    : (hint.isEmpty() ? ", known: " : " Known: ") + String.join(", ", known)));
        }
        for (TrustListProvider provider : ServiceLoader.load(TrustListProvider.class)) {
            Optional<TrustList> list = provider.open(own);
            if (list.isPresent()) {
                return list.get();
            }
        }
        throw new CommandFailure(ExitCode.FAILED, "connector '" + name + "' has no certificates");
    }

    private static List<String> known(Path connectors) throws IOException {
        List<String> known = new ArrayList<>();
        if (Files.isDirectory(connectors)) {
            try (Stream<Path> folders = Files.list(connectors)) {
                folders.filter(Files::isDirectory)
                        .sorted()
                        .forEach(path -> known.add(path.getFileName().toString()));
            }
        }
        return known;
    }

    private static String thumbprint(TrustList list, String begin) {
        String wanted = begin.replace(":", "").toLowerCase(Locale.ROOT);
        List<String> found = list.entries().stream()
                .map(TrustList.Entry::thumbprint)
                .filter(thumbprint -> thumbprint.startsWith(wanted))
                .distinct()
                .toList();
        if (found.size() != 1) {
            throw new NoSuchElementException(
                    (found.isEmpty() ? "no certificate begins" : found.size() + " certificates begin") + " with '"
                            + begin + "'");
        }
        return found.get(0);
    }

    private static String text(TrustList.Entry entry) {
        return (entry.isTrusted() ? "trusted  " : "rejected ") + entry.thumbprint() + "  "
                + Failures.oneLine(entry.subject()) + "  until " + entry.notAfter()
                + (entry.remark().isEmpty() ? "" : "  (" + Failures.oneLine(entry.remark()) + ")");
    }

    private static Map<String, Object> fields(TrustList.Entry entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("thumbprint", entry.thumbprint());
        fields.put("trusted", entry.isTrusted());
        fields.put("subject", entry.subject());
        fields.put("issuer", entry.issuer());
        fields.put("applicationUri", entry.applicationUri());
        fields.put("notBefore", entry.notBefore().toString());
        fields.put("notAfter", entry.notAfter().toString());
        fields.put("remark", entry.remark());
        return fields;
    }
}
