package io.ringmain.connectors.opcua.security;

import java.security.cert.X509Certificate;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.security.CertificateQuarantine;

/** The rejected folder as Milo wants it. Thread: any. */
final class Quarantine implements CertificateQuarantine {
    private final TrustFolders trust;

    Quarantine(TrustFolders trust) {
        this.trust = trust;
    }

    @Override
    public List<X509Certificate> getRejectedCertificates() {
        return trust.rejected();
    }

    @Override
    public void addRejectedCertificate(X509Certificate certificate) {
        trust.keepRejected(certificate, "");
    }

    @Override
    public void removeRejectedCertificate(X509Certificate certificate) {
        // operators do
    }
}
