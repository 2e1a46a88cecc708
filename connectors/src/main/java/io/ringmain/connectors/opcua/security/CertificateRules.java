package io.ringmain.connectors.opcua.security;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.validation.CertificateValidationUtil;

/** What a certificate says of itself, checked one by one. Each failure is a status code with words for an operator. */
final class CertificateRules {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int DATA_ENCIPHERMENT = 3;

    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 4096;

    private final X509Certificate certificate;
    private final Pki.Peer peer;

    CertificateRules(X509Certificate certificate, Pki.Peer peer) {
        this.certificate = certificate;
        this.peer = peer;
    }

    /** What an operator finds it by. */
    String name() {
        return "certificate '" + Certificates.subject(certificate) + "' (thumbprint "
                + Certificates.thumbprint(certificate) + ")";
    }

    boolean isSelfSigned() {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    void checkKeyAndSignature() throws UaException {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey key)) {
            throw problem(
                    StatusCodes.Bad_CertificatePolicyCheckFailed,
                    " has a key of kind " + certificate.getPublicKey().getAlgorithm() + ", and the policies take RSA");
        }
        int bits = key.getModulus().bitLength();
        if (bits < LEAST_BITS || bits > MOST_BITS) {
            throw problem(
                    StatusCodes.Bad_CertificatePolicyCheckFailed,
                    " has a key of " + bits + " bits, and the policies take 2048 to 4096");
        }
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.startsWith("SHA1") || algorithm.startsWith("MD")) {
            throw problem(
                    StatusCodes.Bad_CertificatePolicyCheckFailed, " is signed by " + algorithm + ", which is broken");
        }
        if (isSelfSigned()) {
            try {
                certificate.verify(key);
            } catch (GeneralSecurityException e) {
                throw problem(StatusCodes.Bad_CertificateInvalid, " is damaged or forged: its signature does not fit");
            }
        }
    }

    void checkTime() throws UaException {
        Instant now = Instant.now();
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            throw problem(
                    StatusCodes.Bad_CertificateTimeInvalid, " has expired on " + end + "; its owner needs a new one");
        }
        if (now.isBefore(begin)) {
            throw problem(
                    StatusCodes.Bad_CertificateTimeInvalid,
                    " is not valid before " + begin + "; compare the clocks of both machines");
        }
    }

    void checkHost(String[] hosts) throws UaException {
        List<String> names = new ArrayList<>(CertificateUtil.getSanDnsNames(certificate));
        names.addAll(CertificateUtil.getSanIpAddresses(certificate));
        for (String host : hosts) {
            String wanted = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            if (names.stream().anyMatch(wanted::equalsIgnoreCase)) {
                return;
            }
        }
        throw problem(
                StatusCodes.Bad_CertificateHostNameInvalid,
                " is for the hosts " + names + " and not for " + String.join(", ", hosts)
                        + "; use such a name in the endpoint, or set host-check: false");
    }

    void checkApplicationUri(String applicationUri) throws UaException {
        try {
            CertificateValidationUtil.checkApplicationUri(certificate, applicationUri);
        } catch (UaException e) {
            throw problem(
                    StatusCodes.Bad_CertificateUriInvalid,
                    " is for the application "
                            + CertificateUtil.getSanUri(certificate).orElse("(none)") + ", but the peer says it is "
                            + applicationUri);
        }
    }

    /** Lenient where devices in the field are wrong and nothing is lost: what is not said is not required. */
    void checkUse() throws UaException {
        boolean[] use = certificate.getKeyUsage();
        if (use != null && (!use[DIGITAL_SIGNATURE] || !use[KEY_ENCIPHERMENT] && !use[DATA_ENCIPHERMENT])) {
            throw problem(
                    StatusCodes.Bad_CertificateUseNotAllowed,
                    " may not be used to sign and encrypt, its key usage does not say so");
        }
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            String needed = peer == Pki.Peer.SERVER ? SERVER_AUTH : CLIENT_AUTH;
            if (purposes != null && !purposes.contains(needed)) {
                throw problem(
                        StatusCodes.Bad_CertificateUseNotAllowed,
                        " may not be used by a " + peer.name().toLowerCase(Locale.ROOT)
                                + ", its extended key usage does not say so");
            }
        } catch (CertificateParsingException e) {
            throw problem(StatusCodes.Bad_CertificateInvalid, " is malformed: " + e.getMessage());
        }
    }

    private UaException problem(long statusCode, String words) {
        return new UaException(statusCode, name() + words);
    }
}
