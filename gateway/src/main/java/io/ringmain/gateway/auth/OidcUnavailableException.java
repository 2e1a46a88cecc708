package io.ringmain.gateway.auth;

/** The identity provider does not answer, or not as it should. Whose fault it is stands in the message. */
public final class OidcUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OidcUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
