package io.ringmain.gateway.config;

/** Says that a text uses more of YAML than {@link PlainYaml} reads. Without a stack, because it is no failure. */
final class NotPlainException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final NotPlainException INSTANCE = new NotPlainException();

    private NotPlainException() {
        super("", null, false, false);
    }

    static NotPlainException here() {
        return INSTANCE;
    }
}
