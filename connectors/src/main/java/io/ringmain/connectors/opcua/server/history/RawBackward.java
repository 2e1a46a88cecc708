package io.ringmain.connectors.opcua.server.history;

import io.ringmain.core.spi.History;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * Raw samples from a time back, the newest first. The historian gives samples in the order of time only, so they are looked
 * for in windows that grow and shrink.
 *
 * @param startNs the newest time, inclusive
 * @param skip samples of that time that have been given already
 * @param endNs exclusive; {@link Long#MIN_VALUE} when no end was given
 * @param hasBounds whether the values next to both ends are wanted
 * @param isFirst whether the begin is still to be given its bound
 */
record RawBackward(StoredSamples samples, long startNs, int skip, long endNs, boolean hasBounds, boolean isFirst)
        implements Page.Reader {
    private static final long FIRST_WINDOW_NS = 60_000_000_000L;
    private static final int MOST_WINDOWS = 1_000;

    @Override
    public Page read(int limit) {
        List<DataValue> values = new ArrayList<>();
        List<History.Sample> given = new ArrayList<>();
        if (isFirst && hasBounds) {
            addBegin(values);
        }
        long beforeNs = startNs == Long.MAX_VALUE ? startNs : startNs + 1;
        long window = FIRST_WINDOW_NS;
        int skipped = skip;
        for (int i = 0; i < MOST_WINDOWS && values.size() < limit; i++) {
            long least = endNs == Long.MIN_VALUE ? Long.MIN_VALUE : endNs + 1;
            long from = beforeNs - window < least || beforeNs - window > beforeNs ? least : beforeNs - window;
            History.Samples found = samples.raw(from, beforeNs, limit + skipped);
            if (found.isTruncated() && beforeNs - from > 1) {
                window = Math.max(1, (beforeNs - from) / 2);
                continue;
            }
            for (int j = found.items().size() - 1; j >= 0 && values.size() < limit; j--) {
                if (skipped > 0) {
                    skipped--;
                } else {
                    given.add(found.items().get(j));
                    values.add(StoredSamples.value(found.items().get(j)));
                }
            }
            History.Sample older = values.size() < limit ? samples.before(from) : null;
            if (values.size() < limit && (older == null || older.sourceTimeNs() < least)) {
                return new Page(withEnd(values), null);
            }
            beforeNs = older == null ? from : older.sourceTimeNs() + 1;
            window = found.items().size() * 4 < limit ? window * 4 : window;
        }
        return new Page(values, next(given));
    }

    private RawBackward next(List<History.Sample> given) {
        if (given.isEmpty()) {
            return new RawBackward(samples, startNs, skip, endNs, hasBounds, false);
        }
        long last = given.get(given.size() - 1).sourceTimeNs();
        int same =
                (int) given.stream().filter(item -> item.sourceTimeNs() == last).count();
        return new RawBackward(samples, last, same + (last == startNs ? skip : 0), endNs, hasBounds, false);
    }

    private void addBegin(List<DataValue> values) {
        History.Sample at = samples.from(startNs);
        if (at == null || at.sourceTimeNs() != startNs) {
            values.add(at == null ? RawForward.notFound(startNs) : StoredSamples.value(at));
        }
    }

    private List<DataValue> withEnd(List<DataValue> values) {
        if (hasBounds && endNs != Long.MIN_VALUE) {
            History.Sample before = samples.before(endNs + 1);
            values.add(before == null ? RawForward.notFound(endNs) : StoredSamples.value(before));
        }
        return values;
    }
}
