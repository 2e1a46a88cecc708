package io.ringmain.core.plant;

import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.TrustList;
import java.util.Optional;

/** What may be asked of a configured connector, besides its tags. Thread: any. */
public final class PlantConnector {
    private final ConnectorLink link;

    PlantConnector(ConnectorLink link) {
        this.link = link;
    }

    /** False when it is not enabled, or could not be started. */
    public boolean isRunning() {
        return link.isRunning();
    }

    public PlantStatus.LinkStatus status() {
        return link.status();
    }

    /** Where it can look around in its device; not to be closed. */
    public Optional<Browser> browser() {
        return link.connector().browser();
    }

    /** The certificates of its peers, where it uses any. */
    public Optional<TrustList> trustList() {
        return link.connector().trustList();
    }
}
