package io.ringmain.gateway.rest;

import io.ringmain.core.plant.RingFullException;
import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.gateway.auth.AccessRefused;
import io.ringmain.gateway.auth.OidcUnavailableException;
import io.ringmain.gateway.jobs.QueueUnavailableException;
import io.ringmain.gateway.view.Problem;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client is told when something was thrown. The one place that logs what was not expected. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String CHALLENGE = "Bearer realm=\"ringmain\"";

    private Failures() {}

    public static Problem problem(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof Problem problem) {
            return problem;
        }
        if (cause instanceof AccessRefused refused) {
            return refused(refused);
        }
        if (cause instanceof RingFullException) {
            return Problem.unavailable(
                    "ring-full", "The plant takes no commands at the moment: " + cause.getMessage() + ".", 1);
        }
        if (cause instanceof HistoryUnavailableException) {
            return Problem.unavailable("history-unavailable", "The store of samples does not answer.", 5);
        }
        if (cause instanceof QueueUnavailableException) {
            return Problem.unavailable("queue-unavailable", "The queue of jobs does not answer.", 5);
        }
        if (cause instanceof TimeoutException) {
            return Problem.unavailable("journal-behind", "The journal is behind; values are held back until then.", 1);
        }
        if (cause instanceof OidcUnavailableException) {
            return Problem.unavailable(
                    "oidc-unavailable", "The identity provider does not answer as it should; the log says more.", 5);
        }
        if (cause instanceof RejectedExecutionException) {
            return Problem.unavailable("busy", "The server is busy.", 1);
        }
        LOG.error("A request failed unexpectedly", cause);
        return new Problem(500, "internal-error", "The server has made an error; its log says more.");
    }

    private static Problem refused(AccessRefused refused) {
        String code = refused.code();
        String detail = refused.getMessage();
        return switch (refused.reason()) {
            case LOGIN_LOCKED ->
                new Problem(429, code, detail, Map.of("Retry-After", Long.toString(refused.retryAfterSeconds())));
            case PASSWORD_CHANGE_REQUIRED,
                    LOGIN_REQUIRED,
                    SCOPE_NOT_ALLOWED,
                    OIDC_REFUSED,
                    OIDC_TOKEN_INVALID,
                    OIDC_USER_REFUSED -> new Problem(403, code, detail);
            case TOKEN_EXISTS, TOO_MANY_TOKENS -> new Problem(409, code, detail);
            case PASSWORD_UNSUITABLE, EXPIRY_NOT_ALLOWED -> new Problem(422, code, detail);
            case TOKEN_MISSING -> new Problem(401, code, detail, Map.of("WWW-Authenticate", CHALLENGE));
            case CREDENTIALS_INVALID, TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_REVOKED, TICKET_INVALID ->
                new Problem(401, code, detail, Map.of("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\""));
        };
    }
}
