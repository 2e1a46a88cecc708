package io.ringmain.core.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ringmain.core.codec.BatchBytes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;

/** Expressions, units and globs that people write, and batches that a disk gives back. The first byte says which parser reads the rest. */
class OutsideBytesFuzz {
    private static final List<Consumer<byte[]>> PARSERS =
            List.of(TextBytes::expression, TextBytes::unit, TextBytes::glob, BatchBytes::batch);

    private static long runs;

    /** Past the file that takes what else a fuzzing run prints. */
    @AfterAll
    static void say() {
        PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        console.println("fuzz: " + runs + " runs from seed " + System.getProperty("ringmain.fuzz.seed"));
    }

    @FuzzTest
    void shouldReadOrRefuseWhateverComes(byte[] bytes) {
        runs++;
        if (bytes.length > 0) {
            PARSERS.get((bytes[0] & 0xFF) % PARSERS.size()).accept(Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }
}
