package io.ringmain.gateway.process;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseLog;
import io.ringmain.historian.sql.DatabaseMonitor;
import io.ringmain.historian.sql.DatabaseSettings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * Events, log book and audit of a site, with the database that they are in. A database that is down when the site starts is
 * tried again and again; the journal has everything.
 */
final class RecordKeeper implements AutoCloseable {
    private final Database database;
    private final Records records;

    private RecordKeeper(Database database, Records records) {
        this.database = database;
        this.records = records;
    }

    /** Makes what is to be started; touches neither database nor journal. */
    static RecordKeeper of(
            DatabaseSettings settings,
            DatabaseMonitor monitor,
            Path dataFolder,
            LongFunction<JournalReader> journal,
            Plant plant,
            Collection<Machine> machines) {
        Database database = Database.of(settings, Records.SCHEMA, monitor, DatabaseLog.slf4j());
        return new RecordKeeper(
                database,
                Records.of(
                        database,
                        dataFolder,
                        journal,
                        new FileSnapshotStore(dataFolder),
                        plant::journaledSequence,
                        plant::durableSequence,
                        declarations(machines)));
    }

    private static Map<String, MachineDeclaration> declarations(Collection<Machine> machines) {
        return machines.stream()
                .map(Machine::declaration)
                .collect(Collectors.toMap(MachineDeclaration::type, declaration -> declaration, (one, other) -> other));
    }

    Records records() {
        return records;
    }

    Database database() {
        return database;
    }

    void start() {
        records.start();
    }

    @Override
    public void close() {
        records.close();
        database.stop();
    }
}
