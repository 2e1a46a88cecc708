package io.ringmain.gateway.rest;

import io.ringmain.core.plant.Plant;
import io.ringmain.gateway.view.Problem;
import io.ringmain.historian.records.RecordQueries;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.sql.DatabaseException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records as they are behind everything that is journaled at this moment, if the projection gets there soon; otherwise
 * as far as they are.
 *
 * <p>Thread: the lane RECORDS, which may wait.
 */
final class RecordReader {
    private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);
    /** Longer than a transaction takes, shorter than a person waits. */
    private static final long PATIENCE_MS = 500;

    private static final int RETRY_SECONDS = 5;

    private final Records records;
    private final Plant plant;

    RecordReader(RestContext context) {
        records = context.records();
        plant = context.plant();
    }

    /**
     * What was read.
     *
     * @param sequence last event that the records are complete up to
     * @param lag how many events were journaled when it was asked for and are not looked at yet
     */
    record Reading<T>(T value, long sequence, long lag) {}

    /** @throws Problem 503 when the site keeps no records or their database is down */
    <T> Reading<T> read(Function<RecordQueries, T> query) {
        if (records == null) {
            throw Problem.unavailable("records-unavailable", "This site keeps no records.", 60);
        }
        long journaled = plant.journaledSequence();
        records.awaitCovered(journaled, PATIENCE_MS);
        if (!records.state().isUp()) {
            throw unavailable();
        }
        long sequence = records.state().sequence();
        try {
            T value = query.apply(records.queries());
            return new Reading<>(value, sequence, Math.max(0, journaled - sequence));
        } catch (DatabaseException e) {
            LOG.warn("Records could not be read: {}", e.getMessage());
            throw unavailable();
        }
    }

    private static Problem unavailable() {
        return Problem.unavailable(
                "records-unavailable", "The database of events, log book and audit does not answer.", RETRY_SECONDS);
    }
}
