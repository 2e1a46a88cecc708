package io.ringmain.gateway.testing;

import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.BrowserProvider;
import java.util.Map;

/** Opens {@link FakeNodes} at addresses that begin with {@code fake://}; nobody is at {@code fake://away}. */
public final class FakeBrowserProvider implements BrowserProvider {
    /** What was opened last. */
    public static volatile FakeNodes opened;

    public static volatile Map<String, String> settings = Map.of();

    @Override
    public String scheme() {
        return "fake";
    }

    @Override
    public Browser open(String url, Map<String, String> given) {
        if (given.containsKey("colour")) {
            throw new IllegalArgumentException("colour: is not known\nsize: is missing");
        }
        FakeNodes nodes = new FakeNodes();
        nodes.failure = url.equals("fake://away") ? FakeNodes.BAD_NOT_CONNECTED : 0;
        settings = Map.copyOf(given);
        opened = nodes;
        return nodes;
    }
}
