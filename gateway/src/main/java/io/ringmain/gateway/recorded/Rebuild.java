package io.ringmain.gateway.recorded;

import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.historian.journal.JournalEpoch;
import io.ringmain.historian.journal.Salvage;
import io.ringmain.historian.questdb.QuestDbRebuild;
import io.ringmain.historian.questdb.QuestDbSettings;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.records.RecordsRebuild;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * What came of making tables anew from a journal.
 *
 * @param first first sequence that the journal still has
 * @param sequence how far it came
 * @param refused rows that the database did not take and that were put aside
 * @param damage of the journal, whose records are missing, a line each
 */
public record Rebuild(String into, long first, long sequence, long rows, long refused, List<String> damage) {

    /**
     * Alarms, events, log book and audit into an SQL database.
     *
     * @param into for messages
     * @throws io.ringmain.historian.sql.DatabaseException when the database refuses or does not answer
     * @throws IllegalStateException when it takes no rows for half a minute
     */
    public static Rebuild records(
            String into,
            Path data,
            LongFunction<JournalReader> journal,
            DatabaseSettings settings,
            Collection<Machine> machines,
            Progress progress)
            throws InterruptedException {
        long last = last(data);
        Map<String, MachineDeclaration> declarations = new HashMap<>();
        machines.forEach(machine -> declarations.put(machine.declaration().type(), machine.declaration()));
        Database database = Database.open(settings, Records.SCHEMA);
        try {
            RecordsRebuild.Report report = RecordsRebuild.run(
                    database,
                    data,
                    journal,
                    new FileSnapshotStore(data),
                    declarations,
                    now -> progress.at(now.sequence(), last));
            return new Rebuild(
                    into,
                    ChronicleJournalStore.firstKept(data),
                    report.state().sequence(),
                    report.state().rows(),
                    report.state().refused(),
                    report.damage());
        } finally {
            database.stop();
        }
    }

    /**
     * Samples into QuestDB.
     *
     * @param data of the journal
     * @param settings with the folder that keeps how far it is; not one that a site uses meanwhile
     * @throws io.ringmain.core.spi.HistoryUnavailableException when the server does not answer
     * @throws IllegalStateException when the samples can not be projected
     */
    public static Rebuild samples(String into, Path data, QuestDbSettings settings, Progress progress)
            throws InterruptedException {
        long last = last(data);
        QuestDbRebuild.Report report = QuestDbRebuild.run(
                settings, from -> Salvage.open(data, from), (sequence, rows) -> progress.at(sequence, last));
        return new Rebuild(
                into,
                ChronicleJournalStore.firstKept(data),
                report.status().sequence(),
                report.status().rows(),
                report.status().refused(),
                report.damage());
    }

    /** Field by field as it is shown in JSON. */
    public Map<String, Object> figures() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("into", into);
        json.put("first", first);
        json.put("sequence", sequence);
        json.put("rows", rows);
        json.put("refused", refused);
        json.put("damage", damage);
        return json;
    }

    /** Last sequence of the journal, for the progress. */
    private static long last(Path data) {
        List<JournalEpoch> epochs = JournalEpoch.of(data);
        long from = epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).firstSequence();
        long[] last = {from};
        try (JournalReader reader = Salvage.open(data, Math.max(from, ChronicleJournalStore.firstKept(data)))) {
            while (reader.poll((buffer, offset, length) -> last[0] = BatchHeader.lastSequence(buffer, offset))) {
                // noted by the handler
            }
        }
        return last[0];
    }
}
