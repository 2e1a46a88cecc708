package io.ringmain.core.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ringmain.core.codec.BatchBytes;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Expressions, units and globs that people write, and batches that a disk gives back. The first byte says which parser reads the rest. */
class OutsideBytesFuzz {
    private static final List<Consumer<byte[]>> PARSERS =
            List.of(TextBytes::expression, TextBytes::unit, TextBytes::glob, BatchBytes::batch);

    @FuzzTest(maxDuration = "6s")
    void shouldReadOrRefuseWhateverComes(byte[] bytes) {
        if (bytes.length > 0) {
            PARSERS.get((bytes[0] & 0xFF) % PARSERS.size()).accept(Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }
}
