package io.ringmain.historian.audit;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A private Ed25519 key with its public half. Its file is for its owner only; it never enters the journal, a log or a
 * message.
 *
 * <p>Thread: its owner.
 */
final class SigningKey {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKey.class);
    private static final String PEM = "PRIVATE KEY";
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final PrivateKey secret;
    private final VerifyingKey verifying;

    private SigningKey(PrivateKey secret, VerifyingKey verifying) {
        this.secret = secret;
        this.verifying = verifying;
    }

    static SigningKey generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(VerifyingKey.ALGORITHM).generateKeyPair();
            return new SigningKey(pair.getPrivate(), new VerifyingKey(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java from 15 on has Ed25519", e);
        }
    }

    VerifyingKey verifying() {
        return verifying;
    }

    byte[] sign(String message) {
        try {
            Signature signature = Signature.getInstance(VerifyingKey.ALGORITHM);
            signature.initSign(secret);
            signature.update(message.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 can not sign: " + e.getMessage(), e);
        }
    }

    /** Writes the key, durably, for its owner only from the first byte on. */
    void write(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        boolean isPosix =
                Files.getFileStore(Files.createDirectories(folder.getParent())).supportsFileAttributeView("posix");
        FileAttribute<?>[] ofFolder =
                isPosix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_FOLDER)} : none();
        FileAttribute<?>[] ofFile =
                isPosix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_FILE)} : none();
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, ofFolder);
        }
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        Files.deleteIfExists(beside);
        ByteBuffer text = ByteBuffer.wrap(
                (Pem.write(PEM, secret.getEncoded()) + verifying.pem()).getBytes(StandardCharsets.US_ASCII));
        try (FileChannel channel =
                FileChannel.open(beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ofFile)) {
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        CheckedFile.forceFolder(folder);
        CheckedFile.forceFolder(folder.getParent());
    }

    private static FileAttribute<?>[] none() {
        return new FileAttribute<?>[0];
    }

    /**
     * Reads a key; null when there is no such file.
     *
     * @throws AuditException when the file holds no whole key
     */
    static SigningKey read(Path file) {
        try {
            if (!Files.exists(file)) {
                return null;
            }
            close(file);
            String text = Files.readString(file, StandardCharsets.US_ASCII);
            PrivateKey secret = KeyFactory.getInstance(VerifyingKey.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(Pem.read(text, PEM)));
            SigningKey key = new SigningKey(secret, VerifyingKey.ofPem(text));
            String message = "do both halves belong together";
            if (!key.verifying.hasSigned(message, key.sign(message))) {
                throw new AuditException(file + ": private and public key do not belong together");
            }
            return key;
        } catch (IOException e) {
            throw new AuditException(file + " can not be read: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new AuditException(file + " holds no private Ed25519 key", e);
        } catch (AuditException e) {
            throw new AuditException(file + ": " + e.getMessage(), e);
        }
    }

    /** Somebody has opened it to others: closed again, and said. */
    private static void close(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        if (!OWNER_FILE.containsAll(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, OWNER_FILE);
            LOG.warn("{} was readable by others; it is its owner's alone again, rotate the key", file);
        }
    }
}
