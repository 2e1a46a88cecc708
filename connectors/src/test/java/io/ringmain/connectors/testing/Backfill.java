package io.ringmain.connectors.testing;

import io.ringmain.core.spi.UpdatePublisher;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Records values that come late; takes them as long as its context takes updates. */
final class Backfill implements UpdatePublisher {
    private final RecordingContext context;

    Backfill(RecordingContext context) {
        this.context = context;
    }

    private boolean record(int tagId, Object value, int statusCode, long sourceTimeNs) {
        context.publishingThreads.add(Thread.currentThread().getName());
        if (context.isFull) {
            return false;
        }
        context.backfilled.add(new RecordingContext.Update(tagId, value, statusCode, sourceTimeNs));
        return true;
    }

    @Override
    public boolean update(int tagId, double value, int statusCode, long sourceTimeNs) {
        return record(tagId, value, statusCode, sourceTimeNs);
    }

    @Override
    public boolean update(int tagId, long value, int statusCode, long sourceTimeNs) {
        return record(tagId, value, statusCode, sourceTimeNs);
    }

    @Override
    public boolean update(int tagId, boolean value, int statusCode, long sourceTimeNs) {
        return record(tagId, value, statusCode, sourceTimeNs);
    }

    @Override
    public boolean update(int tagId, byte[] utf8, int length, int statusCode, long sourceTimeNs) {
        return record(tagId, new String(utf8, 0, length, StandardCharsets.UTF_8), statusCode, sourceTimeNs);
    }

    @Override
    public boolean update(int tagId, double[] values, int count, int statusCode, long sourceTimeNs) {
        return record(tagId, Arrays.stream(values, 0, count).boxed().toList(), statusCode, sourceTimeNs);
    }

    @Override
    public boolean update(int tagId, long[] values, int count, int statusCode, long sourceTimeNs) {
        return record(tagId, Arrays.stream(values, 0, count).boxed().toList(), statusCode, sourceTimeNs);
    }

    @Override
    public boolean status(int tagId, int statusCode, long sourceTimeNs) {
        return record(tagId, null, statusCode, sourceTimeNs);
    }

    @Override
    public boolean flush() {
        return true;
    }
}
