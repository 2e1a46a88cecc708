package io.ringmain.core.spi;

import java.nio.file.Path;
import java.util.Optional;

/** Opens the certificates of connectors that need not run. Found by {@link java.util.ServiceLoader}. */
public interface TrustListProvider {

    /**
     * The trust list that a connector keeps in its folder; makes nothing.
     *
     * @param folder what the connector is given as {@link ConnectorContext#folder}
     * @return empty when there is none of this provider's kind
     */
    Optional<TrustList> open(Path folder);
}
