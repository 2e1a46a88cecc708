package io.ringmain.connectors.opcua.security;

import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.milo.opcua.stack.core.security.CertificateManager;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;

/**
 * The certificates of one client or server:
 *
 * <pre>
 *   pki/own       application.p12 (key and certificate), application.password, application.der (to give to peers)
 *   pki/trusted   peers that are trusted, and authorities all of whose certificates are; their revocation lists (.crl)
 *   pki/issuers   authorities that complete a chain without being trusted themselves; their revocation lists (.crl)
 *   pki/rejected  what peers have presented and nobody has trusted, the newest 100
 * </pre>
 *
 * An operator may move the files by hand: folders are looked at whenever a certificate is checked.
 *
 * <p>Thread: any.
 */
public final class Pki {

    /** Whose certificates are checked. */
    public enum Peer {
        CLIENT,
        SERVER
    }

    static {
        // Milo asks for RSA-PSS and OAEP with SHA-256 by names that the JDK's own providers do not know
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            Security.addProvider(new BouncyCastleProvider());
        }
    }

    private final OwnCertificate own;
    private final TrustFolders trust;

    private Pki(OwnCertificate own, TrustFolders trust) {
        this.own = own;
        this.trust = trust;
    }

    /**
     * Opens the folders, and makes them and the own certificate when they are not there, which takes up to a second.
     *
     * @param folder of this name's own, {@code pki} in the connector's folder
     * @param name common name of the own certificate
     * @param applicationUri URI of a new one; one that is there keeps its own
     * @param hosts names and addresses of this machine for a new one
     * @throws ProvisionException when the folder can not be used, or what is in {@code own} can not be read
     */
    public static Pki open(Path folder, String name, String applicationUri, List<String> hosts) {
        try {
            for (String part : List.of("own", "trusted", "issuers", "rejected")) {
                PrivateFiles.createFolder(folder.resolve(part));
            }
        } catch (IOException e) {
            throw new ProvisionException(folder + ": can not be written (" + e.getMessage() + ")", e);
        }
        OwnCertificate own = OwnCertificate.loadOrCreate(folder.resolve("own"), name, applicationUri, hosts);
        return new Pki(own, new TrustFolders(folder, own.certificate()));
    }

    /** Whether there is anything in the folder already. */
    public static boolean exists(Path folder) {
        return Files.isDirectory(folder.resolve("own"));
    }

    public OwnCertificate own() {
        return own;
    }

    public TrustFolders trust() {
        return trust;
    }

    /** Checks certificates of peers; those that are not trusted are kept as rejected. */
    public CertificateValidator validator(Peer peer, boolean isHostChecked) {
        return new PeerValidator(trust, peer, isHostChecked);
    }

    /** What a server of Milo wants to know about its certificates. */
    public CertificateManager certificateManager() {
        return new DefaultCertificateManager(
                new Quarantine(trust), new ApplicationGroup(own, validator(Peer.CLIENT, false)));
    }
}
