package io.ringmain.gateway.rest;

import io.ringmain.gateway.view.Problem;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Identities of commands. */
final class CommandId {
    private static final int UUID_LENGTH = 36;
    private static final int MAX_KEY_LENGTH = 200;

    private CommandId() {}

    static UUID parse(String text) {
        if (text.length() == UUID_LENGTH) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                // told below
            }
        }
        throw Problem.badRequest("cmd: a UUID is expected, such as 6f1c1c1e-8d0a-4c59-9a6c-1d3f0c0e9d11");
    }

    /** The key itself when it is a UUID, else a UUID made of user and key; a new one when there is no key. */
    static UUID ofIdempotencyKey(String user, String key) {
        if (key.isEmpty()) {
            return UUID.randomUUID();
        }
        if (key.length() > MAX_KEY_LENGTH) {
            throw Problem.badRequest("Idempotency-Key: longer than " + MAX_KEY_LENGTH + " characters");
        }
        if (key.length() == UUID_LENGTH) {
            try {
                return UUID.fromString(key);
            } catch (IllegalArgumentException e) {
                // any text will do
            }
        }
        return derived(user + '\n' + key);
    }

    static UUID derived(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
