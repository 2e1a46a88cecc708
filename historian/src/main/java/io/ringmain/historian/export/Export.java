package io.ringmain.historian.export;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.DamagedBatchException;
import io.ringmain.core.logic.DamagedSnapshotException;
import io.ringmain.core.logic.SnapshotPlan;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.SnapshotStore;
import io.ringmain.historian.files.CheckedFile;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.FileSnapshotStore;
import io.ringmain.historian.journal.Salvage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/**
 * Writes the samples of a span in the order of the journal, from the files of a data folder: its site may run or not, and no
 * database is needed. Memory does not depend on the span.
 *
 * <p>Thread: its owner. What is damaged is passed over and named.
 */
public final class Export {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final ExportRequest request;
    private final Progress progress;
    private final BatchDecoder decoder = new BatchDecoder();
    private final TagNames names;
    private final List<String> damage = new ArrayList<>();
    private final SampleReader samples;
    private RowFile file;
    private long rows;
    private long firstNs;
    private long timeNs;

    private Export(ExportRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
        this.names = new TagNames(request.tags());
        this.samples = new SampleReader(names, this::take);
    }

    /**
     * Writes a file; it is there when it is complete, one of the same name is replaced then.
     *
     * @throws io.ringmain.core.spi.ProvisionException when there is no journal in the folder
     * @throws NoSuchTagsException when no tag of the journal has a name that is asked for; nothing is left of it
     * @throws IOException when the file can not be written; nothing is left of it
     */
    public static ExportReport toFile(
            Path dataFolder, ExportRequest request, ExportFormat format, Path file, Progress progress)
            throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ExportReport report = toStream(dataFolder, request, format, Channels.newOutputStream(channel), progress);
            channel.force(true);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            CheckedFile.forceFolder(file.toAbsolutePath().getParent());
            return report;
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Writes to a stream and leaves it open.
     *
     * @throws NoSuchTagsException when no tag of the journal has a name that is asked for; known at the end only
     */
    public static ExportReport toStream(
            Path dataFolder, ExportRequest request, ExportFormat format, OutputStream out, Progress progress)
            throws IOException {
        CountingStream counted = new CountingStream(new BufferedOutputStream(out, BUFFER_BYTES));
        try {
            Export export = new Export(request, progress);
            export.file = format.open(counted);
            export.read(dataFolder);
            export.file.finish();
            counted.flush();
            if (export.names.wantedCount() == 0 && export.damage.isEmpty()) {
                throw new NoSuchTagsException();
            }
            return new ExportReport(export.rows, export.names.wantedCount(), counted.bytes(), export.damage);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void read(Path dataFolder) throws IOException {
        long from = Salvage.sequenceAt(dataFolder, request.readFromNs());
        long known = learnNames(dataFolder);
        try (JournalReader reader = Salvage.open(dataFolder, Math.min(from, known + 1))) {
            while (timeNs < request.readToNs() && reader.poll(this::onBatch)) {
                report();
            }
            damage.addAll(reader.passedDamage());
        }
        if (names.unnamedCount() > 0) {
            damage.add(names.unnamedCount() + " tags have samples and no name, because their configuration is damaged");
        }
    }

    /** Learns from the newest snapshot that can be read; gives its sequence, 0 when there is none. */
    private long learnNames(Path dataFolder) throws IOException {
        for (SnapshotStore.Stored stored : new FileSnapshotStore(dataFolder).newestFirst()) {
            try (InputStream image = stored.open()) {
                names.learn(SnapshotPlan.read(image));
                return stored.sequence();
            } catch (DamagedSnapshotException | IOException e) {
                // an older one, or the journal from its begin, says the same
            }
        }
        return 0;
    }

    private void onBatch(DirectBuffer buffer, int offset, int length) {
        try {
            if (decoder.wrap(buffer, offset, length)) {
                while (decoder.next()) {
                    onRecord(decoder.event());
                }
            }
        } catch (DamagedBatchException e) {
            damage.add(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void onRecord(Event event) throws IOException {
        if (event.kind == EventKind.CONFIG && event.disposition == Event.APPLIED) {
            names.learn(SitePlan.decode(event.configuration));
        }
        if (timeNs == 0) {
            firstNs = event.ingressTimeNs;
        }
        timeNs = event.ingressTimeNs;
        if (timeNs >= request.readFromNs() && timeNs < request.readToNs()) {
            samples.read(decoder);
        }
    }

    /** A site that runs goes on to the present; one that is stopped ends before, and then the last step is a large one. */
    private void report() {
        long nowNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        progress.at(timeNs - firstNs, Math.min(request.readToNs(), nowNs) - firstNs);
    }

    private void take(Row row) throws IOException {
        if (request.isIn(row)) {
            file.add(row);
            rows++;
        }
    }
}
