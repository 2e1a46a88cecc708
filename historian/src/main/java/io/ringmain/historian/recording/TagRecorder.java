package io.ringmain.historian.recording;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Decides for one tag which samples are kept. Everything it does follows from the samples and from ring time.
 *
 * <p>Thread: its owner.
 */
interface TagRecorder {
    /** Nothing to do at any time. */
    long NEVER = Long.MAX_VALUE;

    void onSample(StoredSample sample, SampleSink out);

    /** Ring time after which {@link #onDue} is to be called; {@link #NEVER} for not at all. */
    long dueNs();

    /** Ring time has passed {@link #dueNs}. */
    void onDue(SampleSink out);

    /** The site was down until this ring time. */
    void onStart(long ringTimeNs);

    /** Keeps what is held back; the recorder is given up. */
    void finish(SampleSink out);

    /** The newest sample when it is held back, otherwise null. */
    StoredSample held();

    void save(DataOutputStream out) throws IOException;

    /** Takes over what was saved, with the name of the tag. */
    void load(DataInputStream in, String tag) throws IOException;
}
