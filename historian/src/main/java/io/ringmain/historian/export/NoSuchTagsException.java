package io.ringmain.historian.export;

/** No tag of the journal, present or retired, has a name that is asked for. */
public final class NoSuchTagsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoSuchTagsException() {
        super("no tag of the journal has a name that is asked for");
    }
}
