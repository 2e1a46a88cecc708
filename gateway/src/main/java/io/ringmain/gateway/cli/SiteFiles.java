package io.ringmain.gateway.cli;

import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.Settings;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.historian.sql.Dialect;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a site is made from besides its data folder.
 *
 * @param files the site file and what it includes, by their names relative to each other
 * @param jars of user machines, by name
 * @param notes what of the site is kept elsewhere, a line each
 */
record SiteFiles(Map<String, Path> files, Map<String, Path> jars, List<String> notes) {

    /**
     * Reads a site file to learn what belongs to it.
     *
     * @param site null when there is none
     * @param machines folder of jars; null for the one that the site file names
     */
    static SiteFiles of(Path site, Path machines) throws ConfigurationException, IOException {
        Path folder = machines;
        Map<String, Path> files = new TreeMap<>();
        List<String> notes = List.of();
        if (site != null) {
            TreeSet<Path> seen = new TreeSet<>();
            Extensions extensions = Extensions.find();
            SiteConfiguration configuration = SiteFile.read(
                    new SeenSource(Source.file(site), seen),
                    new Overrides(Map.of(), System.getenv()),
                    extensions::machines,
                    extensions.connectors());
            folder = machines == null ? configuration.settings().core().machineFolder() : machines;
            notes = elsewhere(configuration.settings().historian());
            Path root = common(seen);
            seen.forEach(file -> files.put(root.relativize(file).toString().replace('\\', '/'), file));
        }
        return new SiteFiles(files, folder == null ? Map.of() : jars(folder), notes);
    }

    private static List<String> elsewhere(Settings.Historian historian) {
        List<String> notes = new ArrayList<>();
        if (historian.sql() != null && historian.sql().dialect() != Dialect.SQLITE) {
            notes.add("records on " + historian.sql()
                    + " are not in the backup; they are made again from the journal, as far as it goes back");
        }
        if (historian.questDb().server() != null) {
            notes.add("samples on " + historian.questDb().server()
                    + " are not in the backup; they are sent again from the journal, as far as it goes back");
        }
        return notes;
    }

    /** The folder in which all of them are. */
    private static Path common(TreeSet<Path> files) {
        Path root = files.first().getParent();
        for (Path file : files) {
            while (!file.startsWith(root)) {
                root = root.getParent();
            }
        }
        return root;
    }

    private static Map<String, Path> jars(Path folder) throws IOException {
        Map<String, Path> jars = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jar -> jars.put(jar.getFileName().toString(), jar));
        }
        return jars;
    }
}
