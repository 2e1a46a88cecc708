package io.ringmain.historian.recording;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Keeps what changed by more than a width since the sample kept last, and no sooner than some time after it; the newest of
 * what came sooner is kept when that time is over. A change of quality is kept at once, with the sample before it.
 */
final class ChangeRecorder implements TagRecorder {
    private final double width;
    private final long minIntervalNs;
    private StoredSample kept;
    private StoredSample held;
    private long dueNs = NEVER;

    ChangeRecorder(double width, long minIntervalNs) {
        this.width = width;
        this.minIntervalNs = minIntervalNs;
    }

    @Override
    public void load(DataInputStream in, String tag) throws IOException {
        kept = SampleBytes.get(in, tag);
        held = SampleBytes.get(in, tag);
        dueNs = in.readLong();
    }

    @Override
    public void save(DataOutputStream out) throws IOException {
        SampleBytes.put(out, kept);
        SampleBytes.put(out, held);
        out.writeLong(dueNs);
    }

    @Override
    public void onSample(StoredSample sample, SampleSink out) {
        if (kept == null || isOtherQuality(sample)) {
            finish(out);
            keep(sample, out);
        } else if (!isChange(sample)) {
            hold(null, NEVER);
        } else {
            long sinceNs = sample.timeNs() - kept.timeNs();
            if (sinceNs >= minIntervalNs || sinceNs < 0) {
                keep(sample, out);
            } else {
                hold(sample, held == null ? sample.ingressNs() + minIntervalNs - sinceNs : dueNs);
            }
        }
    }

    private boolean isOtherQuality(StoredSample sample) {
        StoredSample last = held == null ? kept : held;
        return sample.status() != last.status() || sample.type() != last.type();
    }

    private boolean isChange(StoredSample sample) {
        return width == 0
                || !sample.isFinite()
                || !kept.isFinite()
                || Math.abs(sample.number() - kept.number()) > width;
    }

    private void keep(StoredSample sample, SampleSink out) {
        out.keep(sample);
        kept = sample;
        hold(null, NEVER);
    }

    private void hold(StoredSample sample, long untilNs) {
        held = sample;
        dueNs = untilNs;
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
