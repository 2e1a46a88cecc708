package io.ringmain.historian.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ringmain.historian.audit.AuditBytes;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Lines and keys of audits. The first byte says which parser reads the rest. */
class OutsideBytesFuzz {
    private static final List<Consumer<byte[]>> PARSERS =
            List.of(AuditBytes::entry, AuditBytes::signedEntry, AuditBytes::pem);

    @FuzzTest(maxDuration = "6s")
    void shouldReadOrRefuseWhateverComes(byte[] bytes) {
        if (bytes.length > 0) {
            PARSERS.get((bytes[0] & 0xFF) % PARSERS.size()).accept(Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }
}
