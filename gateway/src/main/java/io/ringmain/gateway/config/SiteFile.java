package io.ringmain.gateway.config;

import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.ConnectorProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The site file: one YAML file and what it includes. */
public final class SiteFile {
    private SiteFile() {}

    /**
     * Reads and checks everything, without any effect outside.
     *
     * @throws ConfigurationException with every problem that was found, by file and line
     */
    public static SiteConfiguration read(
            Source source, Overrides overrides, MachineTypes machines, Collection<ConnectorProvider> providers)
            throws ConfigurationException {
        Problems problems = new Problems();
        SiteConfiguration quick = read(source, overrides, machines, providers, new Problems(), true);
        // What is wrong is found again with all that is needed to say where.
        SiteConfiguration read = quick != null ? quick : read(source, overrides, machines, providers, problems, false);
        if (read == null) {
            throw new ConfigurationException(problems.sorted());
        }
        return read;
    }

    /** Null when there are problems. */
    private static SiteConfiguration read(
            Source source,
            Overrides overrides,
            MachineTypes machines,
            Collection<ConnectorProvider> providers,
            Problems problems,
            boolean isLean) {
        Reading reading = new Reading(problems, overrides, new Origins());
        SiteReader reader = new SiteReader(reading, isLean);
        reader.read(source, new Place(source.label(), 0));
        reader.expand();
        if (!reader.isRead() || isLean && reader.isGivenUp()) {
            return null;
        }
        SettingsSections sections = new SettingsSections(reading, source, reader.sections);
        String name = sections.siteName();
        Settings settings = sections.read(name);
        List<String> superseded = new ArrayList<>();
        ManagedSite managed = ManagedSite.over(store(source, settings.core()), reader, reading, superseded);
        SiteDefinition site = new SiteChecks(reader, problems)
                .check(reader.definition(name), sections.machines(machines, settings), providers);
        overrides.reportMistyped(problems);
        return problems.isEmpty()
                ? new SiteConfiguration(site, settings, reading.origins().settings(), managed, superseded)
                : null;
    }

    private static ManagedStore store(Source source, Settings.Core core) {
        ManagedFile file = new ManagedFile(core.dataFolder().resolve(ManagedFile.NAME));
        return core.changesFolder() == null ? file : new ManagedFolder(core.changesFolder(), source, file);
    }

    /** The JSON Schema of the site file, for editors. */
    public static String schema() {
        try (InputStream in = SiteFile.class.getResourceAsStream("/site.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
