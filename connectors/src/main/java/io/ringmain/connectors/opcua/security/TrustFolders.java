package io.ringmain.connectors.opcua.security;

import io.ringmain.core.spi.TrustList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;

/**
 * The trust list in its folders. What is in them is read when it is asked for and something has changed, so that files that an
 * operator has moved count at once.
 *
 * <p>Thread: any.
 */
public final class TrustFolders implements TrustList {
    /** More are not kept, so that a flood of certificates can not fill the disk: the oldest goes. */
    static final int MOST_REJECTED = 100;

    /** Larger certificates are not kept. */
    private static final int MOST_BYTES = 16_384;

    private static final int MOST_REMARK = 500;
    private static final String TAKEN_AWAY = "an operator has taken the trust away";

    private final X509Certificate own;
    private final CertificateFolder trusted;
    private final CertificateFolder issuers;
    private final CertificateFolder rejected;
    private final ReentrantLock changing = new ReentrantLock();

    TrustFolders(Path pki, X509Certificate own) {
        this.own = own;
        this.trusted = new CertificateFolder(pki.resolve("trusted"));
        this.issuers = new CertificateFolder(pki.resolve("issuers"));
        this.rejected = new CertificateFolder(pki.resolve("rejected"));
    }

    @Override
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        entries.add(entry(own, true, "its own"));
        trusted.content().certificates().values().forEach(known -> entries.add(entry(known, true, "")));
        rejected.content().certificates().forEach((file, known) -> entries.add(entry(known, false, remark(file))));
        return entries;
    }

    private static Entry entry(X509Certificate certificate, boolean isTrusted, String remark) {
        return new Entry(
                Certificates.thumbprint(certificate),
                isTrusted,
                Certificates.subject(certificate),
                certificate.getIssuerX500Principal().getName(),
                CertificateUtil.getSanUri(certificate).orElse(""),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                remark);
    }

    @Override
    public void trust(String thumbprint) {
        move(thumbprint, rejected, trusted, "");
    }

    @Override
    public void reject(String thumbprint) {
        if (thumbprint.equalsIgnoreCase(Certificates.thumbprint(own))) {
            throw new IllegalArgumentException("it is its own certificate");
        }
        move(thumbprint, trusted, rejected, TAKEN_AWAY);
    }

    private void move(String thumbprint, CertificateFolder from, CertificateFolder to, String remark) {
        changing.lock();
        try {
            Path file = from.find(thumbprint);
            if (file == null) {
                if (to.find(thumbprint) != null || thumbprint.equalsIgnoreCase(Certificates.thumbprint(own))) {
                    return;
                }
                throw new NoSuchElementException("no certificate " + thumbprint + " is known");
            }
            Files.deleteIfExists(remarkFile(file));
            Path moved = Files.move(
                    file, to.path().resolve(file.getFileName().toString()), StandardCopyOption.REPLACE_EXISTING);
            if (!remark.isEmpty()) {
                PrivateFiles.write(remarkFile(moved), remark.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            changing.unlock();
        }
    }

    List<X509Certificate> trusted() {
        return List.copyOf(trusted.content().certificates().values());
    }

    List<X509Certificate> issuers() {
        return List.copyOf(issuers.content().certificates().values());
    }

    List<X509Certificate> rejected() {
        return List.copyOf(rejected.content().certificates().values());
    }

    List<X509CRL> revocations() {
        List<X509CRL> all = new ArrayList<>(trusted.content().revocations());
        all.addAll(issuers.content().revocations());
        return all;
    }

    /** Whether it is in the folder of those that are trusted, or its own. */
    public boolean isTrusted(X509Certificate certificate) {
        return certificate.equals(own) || trusted.content().certificates().containsValue(certificate);
    }

    /** What tells whether the folders of trust have changed since. */
    public int version() {
        return 31 * trusted.content().hashCode() + issuers.content().hashCode();
    }

    /** Keeps what nobody trusts for an operator to see; does nothing when it is there already. */
    void keepRejected(X509Certificate certificate, String remark) {
        changing.lock();
        try {
            byte[] encoded = certificate.getEncoded();
            Path file = rejected.find(Certificates.thumbprint(certificate));
            if (file == null && encoded.length <= MOST_BYTES) {
                rejected.keepNewest(MOST_REJECTED - 1);
                file = rejected.path().resolve(Certificates.fileName(certificate));
                PrivateFiles.write(file, encoded);
            }
            if (file != null && !remark.isEmpty() && !remark.equals(remark(file))) {
                String text = remark.substring(0, Math.min(MOST_REMARK, remark.length()));
                PrivateFiles.write(remarkFile(file), text.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        } finally {
            changing.unlock();
        }
    }

    private static String remark(Path file) {
        try {
            Path remark = remarkFile(file);
            return Files.exists(remark) ? Files.readString(remark).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }

    static Path remarkFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".txt");
    }
}
