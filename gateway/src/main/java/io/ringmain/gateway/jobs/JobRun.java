package io.ringmain.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.historian.files.Progress;
import java.nio.file.Path;

/** One attempt at a job, as the work sees it. Thread: the worker's, but for {@link #isCancelled}: any. */
public interface JobRun {

    String jobId();

    /** Who submitted it. */
    String user();

    /** Why, in the words of who submitted it; may be empty. */
    String reason();

    /** An object that {@link JobKind#validate} has accepted. */
    JsonNode parameters();

    /** 1 for the first. */
    int attempt();

    /**
     * How far it is; cheap, so call it often.
     *
     * @param done 0 to 1
     * @param text what is done at the moment, for people
     */
    void progress(double done, String text);

    /** Whether it is to end: somebody has cancelled it, its time is up, its process stops, or another one has it now. */
    boolean isCancelled();

    /** An empty folder of this attempt; deleted when it ends, but for the result. */
    Path folder();

    /**
     * Where to write the result; one a job, kept when the work ends, also by {@link JobFailure}.
     *
     * @param name for whoever downloads it, for example {@code history.csv}
     * @param contentType for example {@code text/csv}
     */
    Path result(String name, String contentType);

    /** @throws JobCancelledException when it is to end */
    default void throwIfCancelled() {
        if (isCancelled()) {
            throw new JobCancelledException();
        }
    }

    /** For work that tells its progress in units of its own; ends it by {@link JobCancelledException}. */
    default Progress steps(String text) {
        return (done, whole) -> {
            throwIfCancelled();
            progress(whole <= 0 ? 0 : Math.min(1, Math.max(0, (double) done / whole)), text);
        };
    }
}
