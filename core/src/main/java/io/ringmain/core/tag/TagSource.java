package io.ringmain.core.tag;

import java.util.Objects;

/**
 * Binding of a tag to an address of a connector.
 *
 * @param connector name of the connector
 * @param address the connector's own address syntax, for OPC UA a NodeId such as {@code ns=2;s=Reactor.TIC101.PV}
 * @param mode subscription or polling
 * @param intervalMs sampling interval (subscribe) or polling interval (poll), in milliseconds
 */
public record TagSource(String connector, String address, Mode mode, int intervalMs) {

    /** How the connector acquires the tag. */
    public enum Mode {
        SUBSCRIBE,
        POLL
    }

    public TagSource {
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(mode, "mode");
    }
}
