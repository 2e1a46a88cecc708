package io.ringmain.gateway.ws;

/** Why a connection is ended. 4000 to 4499: connect again; from 4500: do not. */
enum CloseCode {
    SHUTDOWN(4001, "shutdown"),
    SLOW_CLIENT(4002, "the client takes no frames"),
    TICKET_REFUSED(4003, "ticket refused, get a new one"),
    STREAM_OVERRUN(4004, "the client is too far behind, resume or begin anew"),
    ROLE_CHANGED(4005, "the user has another role"),
    HELLO_EXPECTED(4500, "hello expected"),
    SESSION_ENDED(4501, "the session has ended, log in again"),
    TEXT_EXPECTED(4502, "only text messages are taken"),
    TOO_MANY_ERRORS(4503, "too many messages in error"),
    TOO_MANY_MESSAGES(4504, "messages come faster than they can be handled"),
    BINARY_EXPECTED(4505, "only binary messages are taken");

    private static final int FIRST_FINAL = 4_500;

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }

    /** Whether it ends what no client of good will does. */
    boolean isMisuse() {
        return this == SLOW_CLIENT || code >= FIRST_FINAL && this != SESSION_ENDED;
    }

    boolean isRetry() {
        return code < FIRST_FINAL;
    }
}
