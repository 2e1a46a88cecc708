package io.ringmain.connectors.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that something else has written. */
public final class FileBytes {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_ROWS = 100;
    private static Path file;

    private FileBytes() {}

    public static void csv(byte[] bytes) {
        try (CsvRows rows = new CsvRows(written(bytes), ',')) {
            read(rows);
        } catch (IOException e) {
            // refused
        }
    }

    /** The bytes as a Parquet file whose frame is right; the first two say how much of them is the footer. */
    public static void parquet(byte[] bytes) {
        if (bytes.length < 2) {
            return;
        }
        int footer = Math.min(bytes.length - 2, (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF);
        ByteBuffer whole = ByteBuffer.allocate(bytes.length + 10).order(ByteOrder.LITTLE_ENDIAN);
        whole.put(MAGIC).put(bytes, 2, bytes.length - 2).putInt(footer).put(MAGIC);
        try (ParquetRows rows = new ParquetRows(written(whole.array()))) {
            read(rows);
        } catch (IOException e) {
            // refused
        }
    }

    private static void read(RowReader rows) throws IOException {
        for (int i = 0; i < MOST_ROWS && rows.next(); i++) {
            for (int column = 0; column < rows.columns().size(); column++) {
                rows.cell(column);
            }
        }
    }

    private static Path written(byte[] bytes) {
        try {
            if (file == null) {
                file = Files.createTempFile("outside", ".bytes");
                file.toFile().deleteOnExit();
            }
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
