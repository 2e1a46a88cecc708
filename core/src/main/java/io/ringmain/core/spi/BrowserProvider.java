package io.ringmain.core.spi;

import java.util.Map;

/** Opens browsers on devices that no connector is configured for. Found by {@link java.util.ServiceLoader}. */
public interface BrowserProvider {

    /** Scheme of the addresses it understands, for example {@code opc.tcp}. */
    String scheme();

    /**
     * Connects when it is first asked something.
     *
     * @param url address of the device
     * @param settings as of a connector of that type, without its address
     * @throws IllegalArgumentException when the settings are wrong, a line each
     */
    Browser open(String url, Map<String, String> settings);
}
