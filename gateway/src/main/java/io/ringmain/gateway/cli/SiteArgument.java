package io.ringmain.gateway.cli;

import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** The site file that a command is about. */
final class SiteArgument {
    @Parameters(paramLabel = "SITE.yaml", description = "The site file.")
    private Path file;

    SiteConfiguration read(Map<String, Overrides.Flag> flags, Extensions extensions) throws ConfigurationException {
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
