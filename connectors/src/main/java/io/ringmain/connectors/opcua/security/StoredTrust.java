package io.ringmain.connectors.opcua.security;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.spi.TrustList;
import io.ringmain.core.spi.TrustListProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** The trust list in a connector's folder, whether the connector runs or not. */
public final class StoredTrust implements TrustListProvider {

    @Override
    public Optional<TrustList> open(Path folder) {
        Path pki = folder.resolve("pki");
        Path own = pki.resolve("own").resolve(OwnCertificate.SHARED);
        if (!Files.isRegularFile(own)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TrustFolders(pki, Certificates.parse(Files.readAllBytes(own))));
        } catch (IOException | GeneralSecurityException e) {
            throw new ProvisionException(own + " can not be read: " + e.getMessage(), e);
        }
    }
}
