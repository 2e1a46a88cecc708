package io.ringmain.connectors.opcua;

import io.ringmain.connectors.opcua.security.Pki;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.TrustList;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The certificates of one connector, opened when they are first needed, because that writes files and takes up to a second.
 *
 * <p>Thread: {@link #get} the link's, the rest any.
 */
final class LinkPki {
    private final String connector;
    private final boolean isNeeded;
    private final ConnectorContext context;
    private volatile Pki opened;

    LinkPki(String connector, SecuritySettings settings, ConnectorContext context) {
        this.connector = connector;
        this.isNeeded = settings.needsCertificates();
        this.context = context;
    }

    /** Null when no certificates come into it. */
    Pki get() {
        if (isNeeded && opened == null) {
            opened = Pki.open(
                    context.folder().resolve("pki"),
                    "Ringmain " + connector,
                    "urn:" + hosts().get(0) + ":ringmain:" + connector,
                    hosts());
        }
        return opened;
    }

    Optional<TrustList> trustList() {
        return Optional.ofNullable(opened).map(Pki::trust);
    }

    /** What changes when an operator has moved certificates; 0 when there are none. */
    int version() {
        Pki pki = opened;
        return pki == null ? 0 : pki.trust().version();
    }

    private static List<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>();
        try {
            hosts.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // a machine without a name of its own
            hosts.add("localhost");
        }
        return List.copyOf(hosts);
    }
}
