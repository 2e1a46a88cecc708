package io.ringmain.historian.records;

import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** The tables of a projection and short ways to look at them. */
final class RecordedTables implements AutoCloseable {
    final Database database;
    Records records;

    RecordedTables(Database database) {
        this.database = database;
    }

    static RecordedTables sqlite(Path folder) {
        return new RecordedTables(
                Database.open(DatabaseSettings.sqlite(folder.resolve("sql")).forTests(), Records.SCHEMA));
    }

    RecordedTables start(Path folder, LongFunction<JournalReader> journal) {
        records = Records.of(
                database,
                folder,
                journal,
                new FileSnapshotStore(folder),
                () -> Long.MAX_VALUE,
                () -> Long.MAX_VALUE,
                JournaledSite.machines());
        records.start();
        return this;
    }

    RecordedTables awaitUp(long sequence) {
        await().until(() -> records.state().isUp() && records.state().sequence() >= sequence);
        return this;
    }

    /** Values of some columns, a line a row, in the order of the key. */
    List<String> rows(RecordTable table, String... columns) {
        return database.session(
                "look",
                session -> session.list(
                        "SELECT * FROM " + table.label() + " ORDER BY " + String.join(", ", table.key()), row -> {
                            List<String> values = new ArrayList<>();
                            for (String column : columns) {
                                values.add(row.text(column));
                            }
                            return String.join(" | ", values);
                        }));
    }

    /** Everything in all tables, to be compared. */
    Map<String, List<String>> dump() {
        Map<String, List<String>> dump = new LinkedHashMap<>();
        for (RecordTable table : RecordTable.values()) {
            dump.put(table.label(), rows(table, table.columns().toArray(String[]::new)));
        }
        return dump;
    }

    void stop() {
        if (records != null) {
            records.close();
            records = null;
        }
    }

    @Override
    public void close() {
        stop();
        database.stop();
    }
}
