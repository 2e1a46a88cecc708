package io.ringmain.historian.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The file of the private key, and how another one takes its place without a moment at which the log names a key that
 * nobody has: the new one is kept beside before its entry is written, and takes the place after that.
 *
 * <p>Thread: its owner.
 */
final class KeyStore {
    private final Path file;
    private final Path next;

    KeyStore(Path file) {
        this.file = file;
        this.next = file.resolveSibling("next-key.pem");
    }

    /** The key that the log named last, null when its private half is not here. */
    SigningKey read(KeyRing.Key named) throws IOException {
        SigningKey prepared = SigningKey.read(next);
        if (prepared != null) {
            if (isSame(prepared, named)) {
                adopt();
            } else {
                Files.delete(next);
            }
        }
        SigningKey key = SigningKey.read(file);
        return key != null && isSame(key, named) ? key : null;
    }

    private static boolean isSame(SigningKey key, KeyRing.Key named) {
        return named != null
                && key.verifying().fingerprint().equals(named.verifying().fingerprint());
    }

    /** Keeps a key that is about to be named. */
    void prepare(SigningKey key) throws IOException {
        key.write(next);
    }

    /** Puts the prepared key in the place of the present one. */
    void adopt() throws IOException {
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
