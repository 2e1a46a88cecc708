package io.ringmain.gateway.cli;

import io.ringmain.gateway.config.Overrides;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Flags of the commands that start a site; they stand above environment and site file. */
final class ProcessOptions {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the HTTP server, 0 for a free one; 8080 if not set.")
    private String port;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder for everything that is kept.")
    private Path data;

    Map<String, Overrides.Flag> flags() {
        Map<String, Overrides.Flag> flags = new HashMap<>();
        if (port != null) {
            flags.put("http.port", new Overrides.Flag("--port", port));
        }
        if (data != null) {
            flags.put(
                    "site.data",
                    new Overrides.Flag(
                            "--data", data.toAbsolutePath().normalize().toString()));
        }
        return flags;
    }
}
