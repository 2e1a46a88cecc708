package io.ringmain.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.connectors.testing.NodePeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that another maker's library has written (Arrow, in Rust). */
class ParquetRowsTest {
    private static final int ROWS = 3_000;
    private static final String[] PHASES = {"idle", "filling", "full"};

    private static NodePeer writer;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startWriter() {
        writer = NodePeer.start("parquet-write.js");
    }

    @AfterAll
    static void endWriter() {
        writer.close();
    }

    private Path write(String codec, String version, String dictionary) {
        Path file = folder.resolve("samples.parquet");
        writer.say(String.join(" ", codec, version, dictionary, file.toString()));
        writer.await("written");
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "UNCOMPRESSED, V1, plain",
        "SNAPPY, V1, dictionary",
        "GZIP, V2, dictionary",
        "ZSTD, V2, plain",
        "LZ4_RAW, V1, dictionary"
    })
    void shouldReadEveryCompressionVersionAndEncoding(String codec, String version, String dictionary)
            throws IOException {
        try (ParquetRows rows = new ParquetRows(write(codec, version, dictionary))) {
            assertThat(rows.columns()).containsExactly("time", "level", "count", "on", "phase", "steps", "share");
            assertThat(rows.timeUnitNs(0)).isEqualTo(1_000_000);
            assertThat(rows.timeUnitNs(2)).isZero();
            for (int i = 0; i < ROWS; i++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.number()).isEqualTo(i + 1L);
                if (i % 3 == 0) {
                    // the others are passed over
                    assertThat(rows.cell(0)).isEqualTo(1_763_633_000_000L + i * 10L);
                    assertThat(rows.cell(1)).isEqualTo(i % 7 == 3 ? null : (Object) (i / 4.0));
                    assertThat(rows.cell(2)).isEqualTo(i * 1_000_000_007L);
                    assertThat(rows.cell(3)).isEqualTo(i % 2 == 0);
                    assertThat(rows.cell(4)).isEqualTo(PHASES[i % 3]);
                    assertThat(rows.cell(5)).isEqualTo((long) -i);
                    assertThat(rows.cell(6)).isEqualTo(i / 8.0);
                }
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void shouldRefuseACompressionThatItDoesNotKnowAndNameIt() throws IOException {
        try (ParquetRows rows = new ParquetRows(write("BROTLI", "V1", "plain"))) {
            rows.next();
            assertThatThrownBy(() -> rows.cell(0))
                    .hasMessageContaining("BROTLI")
                    .hasMessageContaining("zstd");
        }
    }

    @Test
    void shouldRefuseWhatIsNoParquetFile() throws IOException {
        for (byte[] bytes : new byte[][] {{}, "time,level\n1,2\n".getBytes(), new byte[1_000]}) {
            Path file = Files.write(folder.resolve("wrong.parquet"), bytes);
            assertThatThrownBy(() -> new ParquetRows(file)).isInstanceOf(FileFormatException.class);
        }
    }

    @Test
    void shouldRefuseAFooterThatIsNestedSoDeeplyThatTheStackOverflows() throws IOException {
        int footer = 1 << 20;
        ByteBuffer bytes = ByteBuffer.allocate(footer + 12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("PAR1".getBytes());
        for (int i = 0; i < footer; i++) {
            bytes.put((byte) 0x7C); // a structure, in a field that no footer has
        }
        bytes.putInt(footer).put("PAR1".getBytes());
        Path file = Files.write(folder.resolve("nested.parquet"), bytes.array());

        assertThatThrownBy(() -> new ParquetRows(file))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void shouldFailInOneWayWhateverIsDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(write("SNAPPY", "V1", "dictionary"));
        long seed = 11;
        System.out.println("ParquetRowsTest seed " + seed);
        Random random = new Random(seed);
        int failures = 0;
        for (int round = 0; round < 60; round++) {
            byte[] damaged = round % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int i = 0; i < 8 && damaged.length > 0; i++) {
                // the second half of them in the footer
                int from = i < 4 ? 0 : Math.max(0, damaged.length - 3_000);
                damaged[from + random.nextInt(damaged.length - from)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("damaged.parquet"), damaged);
            try (ParquetRows rows = new ParquetRows(file)) {
                while (rows.next()) {
                    for (int column = 0; column < rows.columns().size(); column++) {
                        rows.cell(column);
                    }
                }
            } catch (IOException | RuntimeException e) {
                failures++;
            }
        }
        assertThat(failures).isGreaterThan(20);
    }
}
