package io.ringmain.core.logic;

/** A snapshot is not what was stored, or of another format; an older one, or the whole journal, has to do. */
public final class DamagedSnapshotException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public DamagedSnapshotException(String message) {
        super(message);
    }

    public DamagedSnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
