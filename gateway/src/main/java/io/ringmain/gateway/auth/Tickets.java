package io.ringmain.gateway.auth;

import io.ringmain.gateway.auth.AccessRefused.Reason;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One-time tickets that open a WebSocket, so that no token stands in a URL. Valid for 30 s.
 *
 * <p>Thread: any.
 */
final class Tickets {
    static final Duration LIFETIME = Duration.ofSeconds(30);
    private static final int MAX_OPEN = 10_000;
    private static final int BYTES = 24;

    private record Ticket(Principal principal, Instant expiresAt) {}

    private final ConcurrentHashMap<String, Ticket> open = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    Tickets(Clock clock) {
        this.clock = clock;
    }

    String issue(Principal principal) {
        Instant now = clock.instant();
        open.values().removeIf(ticket -> !ticket.expiresAt().isAfter(now));
        if (open.size() >= MAX_OPEN) {
            throw new AccessRefused(Reason.LOGIN_LOCKED, "Too many tickets are open.", LIFETIME.toSeconds());
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(text, new Ticket(principal, now.plus(LIFETIME)));
        return text;
    }

    Principal redeem(String text) {
        Ticket ticket = open.remove(text);
        if (ticket == null || !ticket.expiresAt().isAfter(clock.instant())) {
            throw new AccessRefused(Reason.TICKET_INVALID, "The ticket is unknown, used or older than 30 s.");
        }
        return ticket.principal();
    }
}
