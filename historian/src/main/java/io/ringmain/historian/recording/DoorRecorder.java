package io.ringmain.historian.recording;

import io.ringmain.core.tag.Quality;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Swinging door: from the sample kept last, each later one leaves open the slopes of those lines that pass it within the
 * deviation. A sample to which the line is no longer among the open slopes closes the door: the one before it is kept, and
 * it is an end point that was found open. So what is left out is never further than the deviation from the line between
 * its kept neighbours; the ends themselves are exact.
 *
 * <p>A change of quality, a number that is not finite and a time that does not go on are ends. Of a stretch of bad samples
 * of one status the first and the last are kept.
 */
final class DoorRecorder implements TagRecorder {
    private final double deviation;
    private final long maxIntervalNs;
    private StoredSample kept;
    private StoredSample held;
    private double low;
    private double high;
    private long dueNs = NEVER;

    /** @param maxIntervalNs 0 for no limit */
    DoorRecorder(double deviation, long maxIntervalNs) {
        this.deviation = deviation;
        this.maxIntervalNs = maxIntervalNs;
        open();
    }

    @Override
    public void load(DataInputStream in, String tag) throws IOException {
        kept = SampleBytes.get(in, tag);
        held = SampleBytes.get(in, tag);
        low = in.readDouble();
        high = in.readDouble();
        dueNs = in.readLong();
    }

    @Override
    public void save(DataOutputStream out) throws IOException {
        SampleBytes.put(out, kept);
        SampleBytes.put(out, held);
        out.writeDouble(low);
        out.writeDouble(high);
        out.writeLong(dueNs);
    }

    @Override
    public void onSample(StoredSample sample, SampleSink out) {
        if (!goesOn(sample)) {
            finish(out);
            keep(sample, out);
            return;
        }
        boolean isLate = maxIntervalNs > 0 && sample.timeNs() - kept.timeNs() > maxIntervalNs;
        if (held != null && (isLate || !isOpenTo(sample))) {
            keep(held, out);
        }
        hold(sample);
    }

    private boolean goesOn(StoredSample sample) {
        StoredSample last = held == null ? kept : held;
        return last != null
                && sample.status() == last.status()
                && sample.type() == last.type()
                && sample.timeNs() > last.timeNs()
                && (Quality.isBad(sample.status()) || sample.isFinite() && last.isFinite());
    }

    private boolean isOpenTo(StoredSample sample) {
        double slope = (sample.number() - kept.number()) / (sample.timeNs() - kept.timeNs());
        return Quality.isBad(sample.status()) || slope >= low && slope <= high;
    }

    private void keep(StoredSample sample, SampleSink out) {
        out.keep(sample);
        kept = sample;
        held = null;
        dueNs = NEVER;
        open();
    }

    private void open() {
        low = Double.NEGATIVE_INFINITY;
        high = Double.POSITIVE_INFINITY;
    }

    private void hold(StoredSample sample) {
        if (held == null && maxIntervalNs > 0) {
            dueNs = sample.ingressNs() + maxIntervalNs;
        }
        held = sample;
        if (!Quality.isBad(sample.status())) {
            double change = sample.number() - kept.number();
            long spanNs = sample.timeNs() - kept.timeNs();
            low = Math.max(low, (change - deviation) / spanNs);
            high = Math.min(high, (change + deviation) / spanNs);
        }
    }

    @Override
    public long dueNs() {
        return dueNs;
    }

    @Override
    public void onDue(SampleSink out) {
        finish(out);
    }

    @Override
    public void onStart(long ringTimeNs) {
        // what is held back is due, too
    }

    @Override
    public void finish(SampleSink out) {
        if (held != null) {
            keep(held, out);
        }
    }

    @Override
    public StoredSample held() {
        return held;
    }
}
