package io.ringmain.historian.questdb;

import io.questdb.client.cutlass.line.LineSenderException;
import io.ringmain.core.spi.HistoryUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Rows that the server refuses for good. After {@value #RETRIES} times the batches of the journal are sent one by one, and
 * the one that is refused again goes into a file instead, so that it does not hold up all others.
 *
 * <p>Thread: the projection's. Owns: {@code DIR/projections/questdb-samples.refused}.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int RETRIES = 3;
    /** When everything is refused the rows are not at fault, and passing over them would only hide it. */
    private static final int MOST_IN_A_ROW = 20;

    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Path file;
    private long position = ProjectionPosition.NONE;
    private int times;
    private long carefulThrough = ProjectionPosition.NONE;
    private int inARow;
    private long rows;

    Refusals(Path dataFolder) {
        this.file = dataFolder.resolve("projections").resolve("questdb-samples.refused");
    }

    /** Whether trying again will not help: HTTP 400, or a row that the client did not even send. */
    static boolean isRefusal(Throwable error) {
        String message = String.valueOf(error.getMessage());
        return error instanceof LineSenderException
                && (message.contains("[http-status=400") || !message.startsWith("Could not flush buffer"));
    }

    /** Rows behind a position, read through a sequence, were refused. */
    void onRefused(long atPosition, long readThrough) {
        times = atPosition == position ? times + 1 : 1;
        position = atPosition;
        if (times >= RETRIES) {
            carefulThrough = Math.max(carefulThrough, readThrough);
        }
    }

    /** Whether what follows a position is to be sent batch by batch. */
    boolean isCareful(long atPosition) {
        return atPosition < carefulThrough;
    }

    void onTaken() {
        inARow = 0;
    }

    /**
     * Puts a batch aside.
     *
     * @param text its rows, a line each
     * @throws HistoryUnavailableException when too many were refused in a row
     */
    void quarantine(long first, long last, long count, String text, String reason) throws IOException {
        if (inARow == MOST_IN_A_ROW) {
            throw new HistoryUnavailableException(
                    "the last " + MOST_IN_A_ROW + " batches were all refused, so nothing more is passed over: "
                            + reason,
                    null);
        }
        inARow++;
        rows += count;
        String head = "# " + Instant.now() + " sequences " + first + " to " + last + ", " + count + " rows: "
                + reason.replaceAll("\\s+", " ") + "\n";
        Files.createDirectories(file.getParent());
        boolean hasRoom = !Files.exists(file) || Files.size(file) + text.length() < MOST_BYTES;
        if (hasRoom) {
            Files.writeString(file, head + text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        LOG.atLevel(inARow == 1 ? Level.WARN : Level.DEBUG)
                .log(
                        "QuestDB refuses {} rows of sequences {} to {}, {}: {}",
                        count,
                        first,
                        last,
                        hasRoom ? "they are in " + file : "they are in the journal only, as " + file + " is full",
                        reason);
    }

    /** Rows put aside since the start. */
    long rows() {
        return rows;
    }

    Path file() {
        return file;
    }
}
