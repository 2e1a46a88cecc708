package io.ringmain.historian.recording;

/** Takes samples that are to be kept. Thread: its owner. */
public interface SampleSink {
    void keep(StoredSample sample);
}
