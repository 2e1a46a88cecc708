package io.ringmain.connectors.opcua.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates by which users are known: {@code pki/users/NAME.der} (or .crt, .cer, .pem) in the connector's folder is that
 * of the user NAME. Files are read at each login, so that one that was taken away counts at once.
 *
 * <p>Thread: any; reads small files.
 */
final class UserCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(UserCertificates.class);
    private static final String FILES = "*.{der,crt,cer,pem}";
    private static final long MOST_BYTES = 65_536;

    private final Path folder;

    UserCertificates(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    /** The user that a certificate is of; empty when it is of none, or not valid at this time. */
    Optional<String> userOf(X509Certificate certificate) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILES)) {
            certificate.checkValidity();
            for (Path file : files) {
                if (certificate.equals(read(file))) {
                    String name = file.getFileName().toString();
                    return Optional.of(name.substring(0, name.lastIndexOf('.')));
                }
            }
        } catch (IOException | CertificateException e) {
            LOG.info("a user's certificate is not accepted: {}", e.getMessage());
        }
        return Optional.empty();
    }

    private static X509Certificate read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (CertificateException e) {
            LOG.info("{} is no certificate: {}", file, e.getMessage());
            return null;
        }
    }
}
