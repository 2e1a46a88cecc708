package io.ringmain.historian.recording;

import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Recording;
import io.ringmain.core.tag.TagDefinition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Decides which samples of a site are kept. What it does follows from the configurations, samples and times that it is
 * given, in their order, so that a journal read again from any saved state gives the very same samples.
 *
 * <p>Thread: its owner. Owns: the state of every tag whose recording needs one. Allocates: per tag, and what is held back.
 */
public final class SampleRecorder {
    private static final int FORMAT = 1;
    private static final Comparator<Due> ORDER =
            Comparator.comparingLong(Due::timeNs).thenComparingInt(Due::tagId);

    /** When a tag's recorder wants to be called; out of date once the recorder says another time. */
    private record Due(long timeNs, int tagId) {}

    private record Entry(TagDefinition tag, TagRecorder recorder) {}

    private final Map<Integer, Entry> entries = new HashMap<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(ORDER);

    /** Keeps what tags hold back that are gone or recorded in another way from now on. */
    public void configure(SitePlan plan, SampleSink out) {
        // in the order of ids, as everything here is to come out the same each time
        for (Map.Entry<Integer, Entry> each : new TreeMap<>(entries).entrySet()) {
            TagDefinition before = each.getValue().tag();
            TagDefinition now = plan.tag(each.getKey());
            if (now == null || !isSame(before, now)) {
                each.getValue().recorder().finish(out);
                entries.remove(each.getKey());
            }
        }
    }

    private static boolean isSame(TagDefinition before, TagDefinition now) {
        return before.type() == now.type() && before.recording().equals(now.recording()) && width(before) == width(now);
    }

    private static double width(TagDefinition tag) {
        return tag.recording().width().widthOver(tag.rangeLow(), tag.rangeHigh());
    }

    /** Takes a sample of a tag; time has been told before. */
    public void onSample(int tagId, TagDefinition tag, StoredSample sample, SampleSink out) {
        Recording recording = tag.recording();
        if (recording.isEvery()) {
            out.keep(sample);
        } else if (!recording.isNone()) {
            TagRecorder recorder = entries.computeIfAbsent(tagId, id -> new Entry(tag, recorder(tag)))
                    .recorder();
            long dueBefore = recorder.dueNs();
            recorder.onSample(sample, out);
            schedule(tagId, recorder, dueBefore);
        }
    }

    private static TagRecorder recorder(TagDefinition tag) {
        Recording recording = tag.recording();
        return switch (recording.mode()) {
            case PERIODIC -> new PeriodicRecorder(recording.intervalNs());
            case COMPRESSED -> new DoorRecorder(width(tag), recording.maxIntervalNs());
            default -> new ChangeRecorder(width(tag), recording.intervalNs());
        };
    }

    private void schedule(int tagId, TagRecorder recorder, long dueBefore) {
        if (recorder.dueNs() != dueBefore && recorder.dueNs() != TagRecorder.NEVER) {
            due.add(new Due(recorder.dueNs(), tagId));
        }
    }

    /** Ring time of the next event; what is due before it is kept. */
    public void advance(long ringTimeNs, SampleSink out) {
        while (!due.isEmpty() && due.peek().timeNs() < ringTimeNs) {
            Due next = due.poll();
            Entry entry = entries.get(next.tagId());
            if (entry != null && entry.recorder().dueNs() == next.timeNs()) {
                entry.recorder().onDue(out);
                schedule(next.tagId(), entry.recorder(), next.timeNs());
            }
        }
    }

    /** The site was down until this ring time. */
    public void onStart(long ringTimeNs, SampleSink out) {
        entries.values().forEach(entry -> entry.recorder().onStart(ringTimeNs));
        scheduleAll();
        advance(ringTimeNs, out);
    }

    private void scheduleAll() {
        due.clear();
        entries.forEach((tagId, entry) -> schedule(tagId, entry.recorder(), TagRecorder.NEVER));
    }

    /** The newest sample of a tag when it is held back, otherwise null. */
    public StoredSample held(int tagId) {
        Entry entry = entries.get(tagId);
        return entry == null ? null : entry.recorder().held();
    }

    /** Whether any tag has a state, which must be saved with the place in the journal. */
    public boolean hasState() {
        return !entries.isEmpty();
    }

    /** Bytes from which {@link #load} makes the same recorder; none when there is no state. */
    public byte[] save() {
        if (entries.isEmpty()) {
            return new byte[0];
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            out.writeInt(entries.size());
            for (Map.Entry<Integer, Entry> each : new TreeMap<>(entries).entrySet()) {
                out.writeInt(each.getKey());
                each.getValue().recorder().save(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The recorder as it was saved.
     *
     * @param plan the configuration as of there
     * @throws IOException when the bytes are not what {@link #save} gave for that configuration
     */
    public static SampleRecorder load(byte[] saved, SitePlan plan) throws IOException {
        SampleRecorder recorder = new SampleRecorder();
        if (saved.length == 0) {
            return recorder;
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved));
        int format = in.readByte();
        if (format != FORMAT) {
            throw new IOException("recording state of format " + format + ", this program reads " + FORMAT);
        }
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int tagId = in.readInt();
            TagDefinition tag = plan.tag(tagId);
            if (tag == null) {
                throw new IOException("recording state of tag " + tagId + ", which is not configured");
            }
            TagRecorder made = recorder(tag);
            made.load(in, tag.name());
            recorder.entries.put(tagId, new Entry(tag, made));
        }
        recorder.scheduleAll();
        return recorder;
    }
}
