package io.ringmain.perf.conventional;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tags by name, their alarms, and a file of all that happened. The thread that brings a value stores it, has it recorded and
 * evaluates the tag's alarms; another one writes the file.
 *
 * <p>Thread: any.
 */
final class ConventionalSystem implements AutoCloseable {
    private final Map<String, Tag> tags = new ConcurrentHashMap<>();
    private final List<LimitAlarm> alarms = new ArrayList<>();
    private final RecordLog log;
    /** Time as of a monotonic clock, as in a plant. */
    private final long offsetNs = System.currentTimeMillis() * 1_000_000L - System.nanoTime();

    ConventionalSystem(Path file) {
        log = new RecordLog(file);
    }

    /** Thread: before anything is published. */
    void addTag(String name, int id) {
        tags.put(name, new Tag(id));
    }

    /** Adds an alarm to a tag. Thread: before anything is published. */
    LimitAlarm addAlarm(String tag, boolean isHigh, double limit, double deadband) {
        LimitAlarm alarm = new LimitAlarm(alarms.size(), isHigh, limit, deadband, log::append);
        alarms.add(alarm);
        tag(tag).add(alarm);
        return alarm;
    }

    /** A value from a source; waits when the file does not come along. */
    void update(String tag, int source, double value, int statusCode, long sourceTimeNs) {
        tag(tag).update(log, source, value, statusCode, sourceTimeNs, nowNs());
    }

    Tag.Reading read(String tag) {
        return tag(tag).read();
    }

    void acknowledge(String tag, LimitAlarm alarm) {
        tag(tag).exclusively(() -> alarm.acknowledge(nowNs()));
    }

    private Tag tag(String name) {
        Tag tag = tags.get(name);
        if (tag == null) {
            throw new IllegalArgumentException("there is no tag " + name);
        }
        return tag;
    }

    long nowNs() {
        return offsetNs + System.nanoTime();
    }

    /** Records in the file so far. */
    long written() {
        return log.written();
    }

    void force() {
        log.force();
    }

    /** Writes what is left; nobody publishes any more. */
    @Override
    public void close() {
        log.close();
    }
}
