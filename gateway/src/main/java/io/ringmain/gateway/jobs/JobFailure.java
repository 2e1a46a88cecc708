package io.ringmain.gateway.jobs;

/** Work that came to an end which another attempt would not change. */
public final class JobFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code stable, for example {@code journal-damaged}
     * @param detail for people, without secrets
     */
    public JobFailure(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
