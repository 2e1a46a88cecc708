package io.ringmain.connectors.opcua.security;

import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.util.validation.CertificateValidationUtil;
import org.eclipse.milo.opcua.stack.core.util.validation.ValidationCheck;

/**
 * Checks the certificate that a peer presents, in the order of OPC 10000-4, 6.1.3: what it is, its chain, whether it is
 * trusted, when it is valid, host, application URI, use, revocation. Each failure has its own status code and says what an
 * operator can do. What nobody trusts is kept for them.
 *
 * <p>Thread: any.
 */
final class PeerValidator implements CertificateValidator {
    /** A longer chain is nonsense. */
    private static final int LONGEST_CHAIN = 8;

    private static final Set<ValidationCheck> WITH_REVOCATION =
            Set.of(ValidationCheck.VALIDITY, ValidationCheck.REVOCATION);
    /** Authorities of plants often publish no list; where there is one it counts. */
    private static final Set<ValidationCheck> WITHOUT_REVOCATION = Set.of(ValidationCheck.VALIDITY);

    private final TrustFolders trust;
    private final Pki.Peer peer;
    private final boolean isHostChecked;

    PeerValidator(TrustFolders trust, Pki.Peer peer, boolean isHostChecked) {
        this.trust = trust;
        this.peer = peer;
        this.isHostChecked = isHostChecked;
    }

    @Override
    public void validateCertificateChain(
            List<X509Certificate> certificateChain, String applicationUri, String[] validHostnames) throws UaException {
        if (certificateChain.isEmpty() || certificateChain.size() > LONGEST_CHAIN) {
            throw new UaException(
                    StatusCodes.Bad_CertificateInvalid,
                    "the peer presents " + certificateChain.size()
                            + " certificates where one with its issuers must be");
        }
        X509Certificate certificate = certificateChain.get(0);
        CertificateRules rules = new CertificateRules(certificate, peer);
        rules.checkKeyAndSignature();
        if (rules.isSelfSigned()) {
            if (!trust.isTrusted(certificate)) {
                throw untrusted(certificateChain, rules, applicationUri, validHostnames);
            }
            rules.checkTime();
            checkName(rules, applicationUri, validHostnames);
            rules.checkUse();
        } else {
            PKIXCertPathBuilderResult path = path(certificateChain, rules, applicationUri, validHostnames);
            rules.checkTime();
            checkName(rules, applicationUri, validHostnames);
            rules.checkUse();
            checkPath(path, rules);
        }
    }

    private void checkName(CertificateRules rules, String applicationUri, String[] hosts) throws UaException {
        if (isHostChecked && hosts != null) {
            rules.checkHost(hosts);
        }
        if (applicationUri != null) {
            rules.checkApplicationUri(applicationUri);
        }
    }

    private PKIXCertPathBuilderResult path(
            List<X509Certificate> chain, CertificateRules rules, String applicationUri, String[] hosts)
            throws UaException {
        try {
            return CertificateValidationUtil.buildTrustedCertPath(chain, trust.trusted(), trust.issuers());
        } catch (UaException e) {
            if (e.getStatusCode().value() == StatusCodes.Bad_CertificateUntrusted || !trust.isTrusted(chain.get(0))) {
                throw untrusted(chain, rules, applicationUri, hosts);
            }
            chain.subList(1, chain.size()).forEach(issuer -> trust.keepRejected(issuer, "issuer of " + rules.name()));
            throw new UaException(
                    StatusCodes.Bad_CertificateChainIncomplete,
                    rules.name()
                            + " is trusted, but not the whole chain of its issuers is known; put the certificate of '"
                            + chain.get(0).getIssuerX500Principal().getName() + "' into pki/issuers");
        }
    }

    private void checkPath(PKIXCertPathBuilderResult path, CertificateRules rules) throws UaException {
        List<X509CRL> lists = trust.revocations();
        boolean isListed = lists.stream()
                .anyMatch(list -> path.getCertPath().getCertificates().stream()
                        .anyMatch(certificate -> certificate instanceof X509Certificate issued
                                && issued.getIssuerX500Principal().equals(list.getIssuerX500Principal())));
        try {
            CertificateValidationUtil.validateTrustedCertPath(
                    path.getCertPath(),
                    path.getTrustAnchor(),
                    lists,
                    isListed ? WITH_REVOCATION : WITHOUT_REVOCATION,
                    peer == Pki.Peer.CLIENT);
        } catch (UaException e) {
            long code = e.getStatusCode().value();
            String words;
            if (code == StatusCodes.Bad_CertificateRevoked) {
                words = " has been revoked by its issuer";
            } else if (code == StatusCodes.Bad_CertificateIssuerRevoked) {
                words = " is issued by an authority whose own certificate has been revoked";
            } else if (code == StatusCodes.Bad_CertificateIssuerTimeInvalid) {
                words = " is issued by an authority whose own certificate is not valid at this time";
            } else if (code == StatusCodes.Bad_CertificateRevocationUnknown
                    || code == StatusCodes.Bad_CertificateIssuerRevocationUnknown) {
                words = " may have been revoked: a revocation list (.crl) of one of its issuers is missing or outdated";
            } else {
                words = ": its chain of issuers is not valid";
            }
            throw new UaException(code, rules.name() + words);
        }
    }

    private UaException untrusted(
            List<X509Certificate> chain, CertificateRules rules, String applicationUri, String[] hosts) {
        String also = "";
        try {
            rules.checkTime();
            checkName(rules, applicationUri, hosts);
            rules.checkUse();
        } catch (UaException e) {
            also = "; besides, " + e.getMessage();
        }
        trust.keepRejected(chain.get(0), "not trusted yet" + also);
        for (X509Certificate issuer : chain.subList(1, chain.size())) {
            trust.keepRejected(issuer, "issuer of " + rules.name());
        }
        return new UaException(
                StatusCodes.Bad_CertificateUntrusted,
                rules.name()
                        + " is not trusted; if it is the right one, trust it among the connector's certificates, or"
                        + " move its file from pki/rejected to pki/trusted" + also);
    }
}
