package io.ringmain.historian.journal;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an epoch's folder says about itself: from its begin on who writes it, then each segment that is finished. What was
 * deleted later stays in it.
 *
 * @param epoch its number, from 1
 * @param firstSequence of the first batch that can stand in it
 * @param createdMs wall clock when it was made, ms since 1970
 * @param jvm that wrote it
 * @param ringmain version that wrote it
 * @param boot of the machine's run in which it was written; empty when that is not known
 * @param previous digest of the epoch before it, see {@link #digest}; empty for the first
 * @param audit how far the chain of the audit had come; empty when there is none
 * @param segments that are finished, in order
 */
record EpochManifest(
        int epoch,
        long firstSequence,
        long createdMs,
        String jvm,
        String ringmain,
        String boot,
        String previous,
        String audit,
        List<SegmentRecord> segments) {
    static final String FILE = "epoch.properties";
    /** Of the folder and of the batches in it: rises with {@link io.ringmain.core.codec.BatchHeader#VERSION}, too. */
    static final int FORMAT = 4;

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    EpochManifest {
        segments = List.copyOf(segments);
    }

    /** A manifest of now. */
    static EpochManifest of(int epoch, long firstSequence, String previous, String audit) {
        String version = EpochManifest.class.getPackage().getImplementationVersion();
        return new EpochManifest(
                epoch,
                firstSequence,
                System.currentTimeMillis(),
                Runtime.version().toString(),
                version == null ? "development" : version,
                presentBoot(),
                previous,
                audit,
                List.of());
    }

    /** Differs after every start of the machine; a process that was killed leaves nothing half on disk. */
    static String presentBoot() {
        try {
            return Files.exists(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    EpochManifest with(List<SegmentRecord> present) {
        return new EpochManifest(epoch, firstSequence, createdMs, jvm, ringmain, boot, previous, audit, present);
    }

    EpochManifest plus(SegmentRecord segment) {
        List<SegmentRecord> more = new ArrayList<>(segments);
        more.add(segment);
        return with(more);
    }

    /** The same after retention has deleted segments. */
    EpochManifest deleted(Collection<String> names, long nowMs) {
        return with(segments.stream()
                .map(segment -> names.contains(segment.name()) ? segment.deleted(nowMs) : segment)
                .toList());
    }

    boolean isAllDeleted() {
        return segments.stream().allMatch(SegmentRecord::isDeleted);
    }

    /** Sequence before the first one that can still be read. */
    long beginsBehind() {
        long behind = firstSequence - 1;
        for (SegmentRecord segment : segments) {
            behind = segment.isDeleted() ? segment.lastSequence() : behind;
        }
        return behind;
    }

    /** The finished segment of that name, null when there is none. */
    SegmentRecord segment(String name) {
        for (SegmentRecord segment : segments) {
            if (segment.name().equals(name)) {
                return segment;
            }
        }
        return null;
    }

    /** Whether loss of power may have taken what was not forced. */
    boolean isOfOtherBoot() {
        return boot.isEmpty() || !boot.equals(presentBoot());
    }

    /** Of all that the epoch is; stands in its seal and in the manifest of the next one. */
    String digest(long lastSequence, boolean isClean) {
        StringBuilder text = new StringBuilder(identity());
        segments.forEach(segment -> text.append(segment.identity()).append('\n'));
        text.append(lastSequence).append(' ').append(isClean);
        return SegmentDigest.of(text.toString());
    }

    /** What it says about its begin, a line each; never changes. */
    String identity() {
        StringBuilder text = new StringBuilder();
        head().forEach((key, value) ->
                text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }

    /** The end of this epoch. */
    EpochSeal seal(long lastSequence, boolean isClean) {
        return new EpochSeal(lastSequence, isClean, digest(lastSequence, isClean));
    }

    /** Last sequence that stands in it for certain. */
    long knownLast() {
        return segments.isEmpty()
                ? firstSequence - 1
                : segments.get(segments.size() - 1).lastSequence();
    }

    private Map<String, String> head() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("format", Integer.toString(FORMAT));
        entries.put("epoch", Integer.toString(epoch));
        entries.put("firstSequence", Long.toString(firstSequence));
        entries.put("createdMs", Long.toString(createdMs));
        entries.put("created", Instant.ofEpochMilli(createdMs).toString());
        entries.put("jvm", jvm);
        entries.put("ringmain", ringmain);
        entries.put("boot", boot);
        entries.put("previous", previous);
        entries.put("audit", audit);
        return entries;
    }

    void write(Path folder) throws IOException {
        Map<String, String> entries = head();
        entries.put("segments", Integer.toString(segments.size()));
        for (int i = 0; i < segments.size(); i++) {
            entries.put("segment." + i, segments.get(i).line());
        }
        CheckedFile.writeEntries(folder.resolve(FILE), entries);
    }

    /**
     * @throws NewerFormatException when a newer Ringmain wrote it
     * @throws IOException when it can not be read or is damaged
     */
    static EpochManifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Map<String, String> entries = CheckedFile.readEntries(file);
        long format = CheckedFile.number(file, entries, "format");
        if (format > FORMAT) {
            throw new NewerFormatException("journal folder " + folder + " was written by a newer Ringmain ("
                    + entries.getOrDefault("ringmain", "unknown") + "): its epoch has format " + format
                    + ", this program reads up to format " + FORMAT);
        }
        if (format < FORMAT) {
            throw new NewerFormatException("journal folder " + folder + " has format " + format
                    + ", which was never released; this program reads " + FORMAT);
        }
        List<SegmentRecord> segments = new ArrayList<>();
        for (int i = 0; i < CheckedFile.number(file, entries, "segments"); i++) {
            segments.add(SegmentRecord.parse(file, entries.get("segment." + i)));
        }
        return new EpochManifest(
                (int) CheckedFile.number(file, entries, "epoch"),
                CheckedFile.number(file, entries, "firstSequence"),
                CheckedFile.number(file, entries, "createdMs"),
                entries.getOrDefault("jvm", "unknown"),
                entries.getOrDefault("ringmain", "unknown"),
                entries.getOrDefault("boot", ""),
                entries.getOrDefault("previous", ""),
                entries.getOrDefault("audit", ""),
                segments);
    }

    /** The folder needs another program. */
    static final class NewerFormatException extends IOException {
        private static final long serialVersionUID = 1L;

        NewerFormatException(String message) {
            super(message);
        }
    }
}
