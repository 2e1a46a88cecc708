package io.ringmain.core.tag;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Binding of a tag to an address of a connector.
 *
 * @param connector name of the connector
 * @param address the connector's own address syntax, for OPC UA a NodeId such as {@code ns=2;s=Reactor.TIC101.PV}
 * @param mode subscription or polling
 * @param intervalMs sampling interval (subscribe) or polling interval (poll), in milliseconds
 * @param options what else the connector is to do for this tag, by names that its provider knows and checks; sorted, empty
 *     for most
 */
public record TagSource(String connector, String address, Mode mode, int intervalMs, Map<String, String> options) {

    /** How the connector acquires the tag. */
    public enum Mode {
        SUBSCRIBE,
        POLL
    }

    public TagSource {
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(mode, "mode");
        options = options.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /** Without options. */
    public TagSource(String connector, String address, Mode mode, int intervalMs) {
        this(connector, address, mode, intervalMs, Map.of());
    }
}
