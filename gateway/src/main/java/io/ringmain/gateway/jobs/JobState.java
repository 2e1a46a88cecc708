package io.ringmain.gateway.jobs;

import java.util.Locale;
import java.util.Optional;

/** Where a job is in its life. */
public enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    /** Its work said that another attempt would not help, or it may not be begun twice. */
    FAILED,
    CANCELLED,
    /** All attempts are used up. */
    DEAD;

    public boolean isEnded() {
        return this != QUEUED && this != RUNNING;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<JobState> ofLabel(String label) {
        for (JobState state : values()) {
            if (state.label().equals(label)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
