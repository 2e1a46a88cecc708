package io.ringmain.historian.recording;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Keeps the value at multiples of an interval since the epoch; none for the time in which the site was down. */
final class PeriodicRecorder implements TagRecorder {
    private final long intervalNs;
    private StoredSample last;
    private long dueNs = NEVER;

    PeriodicRecorder(long intervalNs) {
        this.intervalNs = intervalNs;
    }

    @Override
    public void load(DataInputStream in, String tag) throws IOException {
        last = SampleBytes.get(in, tag);
        dueNs = in.readLong();
    }

    @Override
    public void save(DataOutputStream out) throws IOException {
        SampleBytes.put(out, last);
        out.writeLong(dueNs);
    }

    @Override
    public void onSample(StoredSample sample, SampleSink out) {
        if (last == null) {
            dueNs = next(sample.ingressNs());
        }
        last = sample;
    }

    /** The first multiple that is not before a time. */
    private long next(long ringTimeNs) {
        return -Math.floorDiv(-ringTimeNs, intervalNs) * intervalNs;
    }

    @Override
    public long dueNs() {
        return dueNs;
    }

    @Override
    public void onDue(SampleSink out) {
        out.keep(last.at(dueNs));
        dueNs += intervalNs;
    }

    @Override
    public void onStart(long ringTimeNs) {
        if (last != null) {
            dueNs = next(ringTimeNs);
        }
    }

    @Override
    public void finish(SampleSink out) {
        // the value is kept at the multiples only
    }

    @Override
    public StoredSample held() {
        return last;
    }
}
