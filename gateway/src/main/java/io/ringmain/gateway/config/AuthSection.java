package io.ringmain.gateway.config;

import io.ringmain.gateway.auth.AccessSettings;
import io.ringmain.gateway.auth.Lockout;
import io.ringmain.gateway.auth.PasswordRules;
import java.time.Duration;
import java.util.List;

/** The section {@code auth}: logins, passwords, and what happens to those who try them. */
final class AuthSection {
    static final List<String> KEYS = List.of(
            "token-lifetime", "idle-timeout", "sessions-per-user", "api-token-lifetime", "password", "lockout", "oidc");
    static final List<String> PASSWORD_KEYS = List.of("min-length", "history", "max-age");
    static final List<String> LOCKOUT_KEYS = List.of("attempts", "source-attempts", "longest", "forget-after");

    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;
    private static final long DAY = 24 * HOUR;

    private AuthSection() {}

    static AccessSettings read(Block block, Source root) {
        AccessSettings usual = AccessSettings.DEFAULT;
        return new AccessSettings(
                duration(block, "token-lifetime", usual.tokenLifetime(), 60 * SECOND, 720 * HOUR),
                block.has("idle-timeout")
                        ? duration(block, "idle-timeout", usual.idleTimeout(), 60 * SECOND, 720 * HOUR)
                        : usual.idleTimeout(),
                block.whole("sessions-per-user", usual.sessionsPerUser(), 1, 10_000),
                duration(block, "api-token-lifetime", usual.apiTokenLifetime(), HOUR, 3650 * DAY),
                password(block.child("password", PASSWORD_KEYS)),
                lockout(block.child("lockout", LOCKOUT_KEYS)),
                OidcSection.read(block, root));
    }

    private static PasswordRules password(Block block) {
        PasswordRules usual = PasswordRules.DEFAULT;
        return new PasswordRules(
                block.whole("min-length", usual.minLength(), 8, 64),
                block.whole("history", usual.history(), 0, 24),
                block.has("max-age") ? duration(block, "max-age", usual.maxAge(), DAY, 3650 * DAY) : usual.maxAge());
    }

    private static Lockout lockout(Block block) {
        Lockout usual = Lockout.DEFAULT;
        Duration longest = duration(block, "longest", usual.longest(), SECOND, DAY);
        Duration forget = duration(block, "forget-after", usual.forgetAfter(), 60 * SECOND, 30 * DAY);
        if (forget.compareTo(longest) < 0) {
            if (!block.isBroken("forget-after") && !block.isBroken("longest")) {
                block.report("forget-after", "is shorter than longest, must be at least as long");
            }
            return usual;
        }
        return new Lockout(
                block.whole("attempts", usual.attempts(), 1, 100),
                block.whole("source-attempts", usual.sourceAttempts(), 1, 10_000),
                longest,
                forget);
    }

    private static Duration duration(Block block, String key, Duration absent, long lowNs, long highNs) {
        return Duration.ofNanos(block.durationNs(key, absent.toNanos(), lowNs, highNs));
    }
}
