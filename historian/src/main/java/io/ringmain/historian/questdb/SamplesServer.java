package io.ringmain.historian.questdb;

import io.questdb.client.Sender;
import io.ringmain.core.spi.HistoryUnavailableException;
import java.util.List;
import java.util.function.Supplier;

/**
 * The server as the projection sees it: the table, which is made when there is none, and senders of rows.
 *
 * <p>Thread: the projection's.
 */
final class SamplesServer {
    private static final int ANSWER_MS = 30_000;
    private static final long APPLY_MS = 20;

    private final Supplier<Endpoint> endpoint;
    private final QuestDbQueries queries;

    SamplesServer(Supplier<Endpoint> endpoint, QuestDbQueries queries) {
        this.endpoint = endpoint;
        this.queries = queries;
    }

    /** Id of the table, which is made when there is none. */
    long ensureTable() {
        long table = table();
        if (table == ProjectionPosition.NONE) {
            queries.execute(SamplesTable.CREATE).join();
            table = table();
        }
        return table;
    }

    /** Fails when the table is not that one any more: a server takes rows for a dropped one and throws them away. */
    void requireTable(long id) {
        if (table() != id) {
            throw new HistoryUnavailableException("table " + SamplesTable.NAME + " was dropped", null);
        }
    }

    /** Drops the table and all its rows, if there is one; fails when it is not one of Ringmain's. */
    void dropTable() {
        if (table() != ProjectionPosition.NONE) {
            queries.execute("DROP TABLE " + SamplesTable.NAME).join();
        }
    }

    /** Transactions of the table: those that were taken, and those of them that queries see; null without a table. */
    long[] transactions() {
        List<String[]> row = queries.rows(SamplesTable.TRANSACTIONS).join();
        return row.isEmpty() ? null : new long[] {Long.parseLong(row.get(0)[0]), Long.parseLong(row.get(0)[1])};
    }

    /** Waits until queries see all that was taken before. */
    void awaitApplied() throws InterruptedException {
        long[] taken = transactions();
        while (taken != null && transactions()[1] < taken[0]) {
            Thread.sleep(APPLY_MS);
        }
    }

    private long table() {
        List<String[]> row = queries.rows(SamplesTable.IDENTITY).join();
        if (row.isEmpty()) {
            return ProjectionPosition.NONE;
        }
        if (!"true".equals(row.get(0)[1])) {
            throw new HistoryUnavailableException(
                    "table " + SamplesTable.NAME + " at " + endpoint.get()
                            + " was not made by Ringmain; drop it or use another server",
                    null);
        }
        return Long.parseLong(row.get(0)[0]);
    }

    Sender sender() {
        Endpoint server = endpoint.get();
        Sender.LineSenderBuilder builder = Sender.builder(Sender.Transport.HTTP)
                .address(server.address())
                .protocolVersion(Sender.PROTOCOL_VERSION_V2) // not asked from the server
                .httpTimeoutMillis(ANSWER_MS)
                .retryTimeoutMillis(0) // trying again is done here, from the journal
                .disableAutoFlush();
        if (server.isTls()) {
            builder.enableTls();
        }
        if (server.hasUser()) {
            builder.httpUsernamePassword(server.user(), server.password());
        }
        return builder.build();
    }
}
