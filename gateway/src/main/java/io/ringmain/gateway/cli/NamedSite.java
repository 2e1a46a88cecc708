package io.ringmain.gateway.cli;

import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The site whose files a command reads or writes, where something else is the command's argument. */
final class NamedSite {
    @Option(names = "--site", required = true, paramLabel = "SITE.yaml", description = "The site file.")
    private Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder that the site is run with, when it is not the one of the site file.")
    private Path data;

    SiteConfiguration read(Extensions extensions) throws ConfigurationException {
        Map<String, Overrides.Flag> flags = new HashMap<>();
        if (data != null) {
            flags.put(
                    "site.data",
                    new Overrides.Flag(
                            "--data", data.toAbsolutePath().normalize().toString()));
        }
        return SiteFile.read(
                Source.file(file),
                new Overrides(flags, System.getenv()),
                extensions::machines,
                extensions.connectors());
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
