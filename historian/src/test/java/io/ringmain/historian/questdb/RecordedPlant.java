package io.ringmain.historian.questdb;

import io.ringmain.core.codec.BatchEncoder;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.journal.ChronicleJournalStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A journal as a plant would write it: configurations, updates, results; one batch a call. */
public final class RecordedPlant implements AutoCloseable {
    public static final long START_NS = 1_700_000_000_000_000_000L;

    public final ChronicleJournalStore store;
    private final Journal journal;
    private final BatchEncoder encoder = new BatchEncoder();
    private final Outbox outbox = new Outbox(1024);
    private final Event event = new Event();
    private final List<TagDefinition> tags = new ArrayList<>();
    private SitePlan plan = SitePlan.EMPTY;
    private long sequence;
    private long timeNs = START_NS;

    public RecordedPlant(Path dataFolder) {
        this(dataFolder, 1);
    }

    public RecordedPlant(Path dataFolder, long firstSequence) {
        store = ChronicleJournalStore.open(dataFolder);
        sequence = firstSequence - 1;
        journal = store.newEpoch(firstSequence);
    }

    /** Adds a tag by a CONFIG event. */
    public void tag(TagDefinition tag) {
        tags.add(tag);
        plan = plan.next(new SiteDefinition("test", List.of(), tags, List.of(), List.of()));
        batch(() -> event(EventKind.CONFIG, 0, e -> e.configuration = plan.encode()));
    }

    public void tag(String name, TagType type) {
        tag(TagDefinition.internal(name, type));
    }

    /** Removes a tag by a CONFIG event. */
    public void retire(String name) {
        tags.removeIf(tag -> tag.name().equals(name));
        plan = plan.next(new SiteDefinition("test", List.of(), tags, List.of(), List.of()));
        batch(() -> event(EventKind.CONFIG, 0, e -> e.configuration = plan.encode()));
    }

    public int id(String tag) {
        return plan.tagId(tag);
    }

    /** Ring time of the last event. */
    public long nowNs() {
        return timeNs;
    }

    public long lastSequence() {
        return sequence;
    }

    /** Writes what is added inside as one batch. */
    public void batch(Runnable content) {
        encoder.begin(sequence + 1);
        content.run();
        encoder.finish(journal::append);
    }

    public void event(byte kind, int target, Consumer<Event> fill) {
        event.reset(kind, 0, target);
        event.sequence = ++sequence;
        timeNs += 1_000;
        event.ingressTimeNs = timeNs;
        event.sourceTimeNs = timeNs;
        event.resultsFrom = outbox.tail();
        fill.accept(event);
        event.resultsTo = outbox.tail();
        encoder.add(event, outbox);
        outbox.release(outbox.tail());
    }

    /** An update of now; the value is a Double, Long, Boolean, String or null. */
    public void update(String tag, Object value, Consumer<Event> more) {
        event(EventKind.UPDATE, id(tag), e -> {
            if (value instanceof Double number) {
                e.valueType = TagType.FLOAT64.code();
                e.valueBits = Double.doubleToRawLongBits(number);
            } else if (value instanceof Long number) {
                e.valueType = TagType.INT64.code();
                e.valueBits = number;
            } else if (value instanceof Boolean flag) {
                e.valueType = TagType.BOOL.code();
                e.valueBits = flag ? 1 : 0;
            } else if (value instanceof String text) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                e.valueType = TagType.STRING.code();
                e.ensureText();
                System.arraycopy(utf8, 0, e.text, 0, utf8.length);
                e.textLength = utf8.length;
            } else if (value instanceof double[] numbers) {
                e.valueType = TagType.FLOAT64_ARRAY.code();
                e.elementCount = numbers.length;
                e.ensureElements(numbers.length);
                Arrays.setAll(e.elements, i -> i < numbers.length ? Double.doubleToLongBits(numbers[i]) : 0);
            } else if (value instanceof long[] numbers) {
                e.valueType = TagType.INT64_ARRAY.code();
                e.elementCount = numbers.length;
                e.ensureElements(numbers.length);
                System.arraycopy(numbers, 0, e.elements, 0, numbers.length);
            }
            more.accept(e);
        });
    }

    public void update(String tag, Object value) {
        update(tag, value, e -> {});
    }

    /** An update that stands in the CVT as another value. */
    public void conditioned(String tag, Object value, double shown, int status) {
        update(
                tag,
                value,
                e -> outbox.append(
                        Result.CONDITIONED,
                        id(tag),
                        Double.doubleToLongBits(shown),
                        status,
                        TagType.FLOAT64.code(),
                        e.sourceTimeNs,
                        0,
                        0,
                        0));
    }

    /** An event that changes a tag's status and leaves it its value and source time of an hour ago. */
    void status(byte kind, String tag, double value, int status) {
        event(
                kind,
                0,
                e -> outbox.append(
                        Result.TAG_SET,
                        id(tag),
                        Double.doubleToLongBits(value),
                        status,
                        TagType.FLOAT64.code(),
                        e.ingressTimeNs - 3_600_000_000_000L,
                        0,
                        0,
                        0));
    }

    /** A write command and the tag it sets. */
    public void write(String tag, TagType type, long bits, String text) {
        event(EventKind.COMMAND, 0, e -> {
            e.command = new Command(1, 2, Command.Kind.WRITE, id(tag), 0, type, bits, text, "operator", "");
            outbox.append(Result.TAG_SET, id(tag), bits, 0, type.code(), e.ingressTimeNs, 0, 0, 0);
        });
    }

    @Override
    public void close() {
        journal.close();
        store.close();
    }
}
