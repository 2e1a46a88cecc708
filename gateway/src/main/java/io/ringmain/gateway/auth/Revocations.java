package io.ringmain.gateway.auth;

import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sessions that have ended before their tokens did, in memory and in a small file, so that a logout outlives a restart.
 * An entry goes when the last token of its session has expired.
 *
 * <p>Thread: {@link #isRevoked} any; {@link #revoke} a worker, as it writes the file.
 */
final class Revocations {
    private final Path file;
    private final Clock clock;
    private final Map<String, Instant> expiryBySession = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();

    Revocations(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    read(line);
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new ProvisionException(
                    "the list of ended sessions " + file + " can not be read: " + e.getMessage() + "; delete it", e);
        }
    }

    private void read(String line) {
        int space = line.indexOf(' ');
        expiryBySession.put(line.substring(0, space), Instant.ofEpochSecond(Long.parseLong(line.substring(space + 1))));
    }

    boolean isRevoked(String session) {
        return expiryBySession.containsKey(session);
    }

    /** Ends a session for good; {@code lastExpiry} is when its last token would have expired. */
    void revoke(String session, Instant lastExpiry) {
        writing.lock();
        try {
            Instant now = clock.instant();
            expiryBySession.values().removeIf(expiry -> expiry.isBefore(now));
            expiryBySession.put(session, lastExpiry);
            StringBuilder text = new StringBuilder();
            expiryBySession.forEach((id, expiry) ->
                    text.append(id).append(' ').append(expiry.getEpochSecond()).append('\n'));
            OwnerOnlyFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the logout could not be stored in " + file, e);
        } finally {
            writing.unlock();
        }
    }
}
