package io.ringmain.gateway.cli;

import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.BrowserProvider;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The server that a command looks at, and how it is reached. */
final class BrowsedServer {
    @Parameters(paramLabel = "URL", description = "Address of the server, like opc.tcp://host:4840/path.")
    private String url;

    @Option(
            names = "--security",
            paramLabel = "POLICY",
            description = "Setting security of a connector; None has to be asked for.")
    private String security;

    @Option(names = "--user", paramLabel = "NAME", description = "User to log in as; anonymous if not set.")
    private String user;

    @Option(names = "--password-file", paramLabel = "FILE", description = "File whose first line is the password.")
    private Path passwordFile;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any other setting of a connector of that type; may be given more than once.")
    private Map<String, String> others = new HashMap<>();

    String url() {
        return url;
    }

    /** Connects when it is first asked something. */
    Browser open() {
        int colon = url.indexOf("://");
        List<BrowserProvider> providers = ServiceLoader.load(BrowserProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        for (BrowserProvider provider : providers) {
            if (colon > 0 && provider.scheme().equalsIgnoreCase(url.substring(0, colon))) {
                return open(provider);
            }
        }
        TreeSet<String> known = new TreeSet<>();
        providers.forEach(provider -> known.add(provider.scheme() + "://"));
        throw new CommandFailure(
                ExitCode.REFUSED,
                "URL: '" + url + "' can not be browsed, must begin with "
                        + (known.isEmpty()
                                ? "a scheme of a connector, and there is none"
                                : String.join(" or ", known)));
    }

    private Browser open(BrowserProvider provider) {
        Map<String, String> settings = new HashMap<>(others);
        putIfGiven(settings, "security", security);
        putIfGiven(settings, "user", user);
        putIfGiven(settings, "password-file", passwordFile == null ? null : passwordFile.toString());
        try {
            return provider.open(url, settings);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.REFUSED, String.valueOf(e.getMessage()).replaceAll("\\R", "; "));
        }
    }

    private static void putIfGiven(Map<String, String> settings, String key, String value) {
        if (value != null) {
            settings.put(key, value);
        }
    }
}
