package io.ringmain.gateway.jobs;

import java.util.Locale;
import java.util.Optional;

/** A lane of the queue. */
public enum Priority {
    HIGH,
    NORMAL,
    LOW;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Priority> ofLabel(String label) {
        for (Priority priority : values()) {
            if (priority.label().equals(label)) {
                return Optional.of(priority);
            }
        }
        return Optional.empty();
    }
}
