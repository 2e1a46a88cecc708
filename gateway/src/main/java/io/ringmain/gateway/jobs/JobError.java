package io.ringmain.gateway.jobs;

import java.util.Objects;

/**
 * Why an attempt did not succeed.
 *
 * @param code stable
 * @param detail for people
 */
public record JobError(String code, String detail) {
    private static final int LONGEST = 1_000;

    public JobError {
        Objects.requireNonNull(code, "code");
        detail = detail == null ? "" : detail.substring(0, Math.min(LONGEST, detail.length()));
    }
}
