package io.ringmain.connectors.opcua.security;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.security.CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.CertificateGroup;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.MemoryTrustListManager;
import org.eclipse.milo.opcua.stack.core.security.RsaSha256CertificateFactory;
import org.eclipse.milo.opcua.stack.core.security.TrustListManager;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** The one certificate of a server, as Milo wants it; it can not be changed over OPC UA. Thread: any. */
final class ApplicationGroup implements CertificateGroup {
    private static final NodeId ID = NodeIds.ServerConfiguration_CertificateGroups_DefaultApplicationGroup;
    private static final NodeId TYPE = NodeIds.RsaSha256ApplicationCertificateType;

    private final OwnCertificate own;
    private final CertificateValidator validator;
    private final TrustListManager unused = new MemoryTrustListManager();

    ApplicationGroup(OwnCertificate own, CertificateValidator validator) {
        this.own = own;
        this.validator = validator;
    }

    @Override
    public NodeId getCertificateGroupId() {
        return ID;
    }

    @Override
    public List<NodeId> getSupportedCertificateTypeIds() {
        return List.of(TYPE);
    }

    /** Of no account: the validator looks into the folders. */
    @Override
    public TrustListManager getTrustListManager() {
        return unused;
    }

    @Override
    public List<Entry> getCertificateEntries() {
        return List.of(new Entry(ID, TYPE, own.chain()));
    }

    @Override
    public Optional<KeyPair> getKeyPair(NodeId certificateTypeId) {
        return TYPE.equals(certificateTypeId) ? Optional.of(own.keyPair()) : Optional.empty();
    }

    @Override
    public Optional<X509Certificate[]> getCertificateChain(NodeId certificateTypeId) {
        return TYPE.equals(certificateTypeId) ? Optional.of(own.chain()) : Optional.empty();
    }

    @Override
    public void updateCertificate(NodeId certificateTypeId, KeyPair keyPair, X509Certificate[] certificateChain) {
        throw new UnsupportedOperationException("the certificate is changed in its folder");
    }

    @Override
    public CertificateFactory getCertificateFactory() {
        return new RsaSha256CertificateFactory() {
            @Override
            protected KeyPair createRsaSha256KeyPair() {
                throw new UnsupportedOperationException("the certificate is changed in its folder");
            }

            @Override
            protected X509Certificate[] createRsaSha256CertificateChain(KeyPair keyPair) {
                throw new UnsupportedOperationException("the certificate is changed in its folder");
            }
        };
    }

    @Override
    public CertificateValidator getCertificateValidator() {
        return validator;
    }
}
