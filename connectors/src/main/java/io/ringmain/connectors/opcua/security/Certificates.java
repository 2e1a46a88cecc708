package io.ringmain.connectors.opcua.security;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Reading and naming certificates. Stateless. */
final class Certificates {
    private Certificates() {}

    /** From DER or PEM. */
    static X509Certificate parse(byte[] bytes) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
    }

    /** From DER or PEM. */
    static X509CRL parseRevocations(byte[] bytes) throws GeneralSecurityException {
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes));
    }

    /** SHA-1 in lower-case hex, the name that OPC UA gives a certificate. */
    static String thumbprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    /** Name of its file: the common name and the thumbprint. */
    static String fileName(X509Certificate certificate) {
        String subject = subject(certificate);
        int begin = subject.indexOf("CN=");
        String name = begin < 0 ? "" : subject.substring(begin + 3);
        int end = name.indexOf(',');
        name = (end < 0 ? name : name.substring(0, end)).replaceAll("[^A-Za-z0-9._-]+", "_");
        return name.substring(0, Math.min(40, name.length())) + " [" + thumbprint(certificate) + "].der";
    }
}
