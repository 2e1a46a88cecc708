package io.ringmain.connectors.opcua;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.BrowserProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks around in OPC UA servers that no connector is configured for. Its settings are those of a connector and {@code pki}:
 * the folder of its certificates and of those it trusts, by default {@code .ringmain/pki} in the user's home. An operator who
 * moves a server's certificate there from {@code rejected} to {@code trusted} trusts that server.
 */
public final class OpcUaBrowserProvider implements BrowserProvider {

    @Override
    public String scheme() {
        return "opc.tcp";
    }

    @Override
    public Browser open(String url, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        String pki = all.remove("pki");
        all.put("endpoint", url);
        List<String> problems = new ArrayList<>();
        OpcUaSettings parsed =
                OpcUaSettings.parse(new ConnectorDefinition("browse", OpcUaConnectorProvider.TYPE, all), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        Path folder = pki == null ? Path.of(System.getProperty("user.home"), ".ringmain", "pki") : Path.of(pki);
        return new NodeBrowser(new LonePeer(parsed, folder));
    }
}
