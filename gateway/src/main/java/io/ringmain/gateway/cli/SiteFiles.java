package io.ringmain.gateway.cli;

import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a site is made from besides its data folder.
 *
 * @param files the site file and what it includes, by their names relative to each other
 * @param jars of user machines, by name
 */
record SiteFiles(Map<String, Path> files, Map<String, Path> jars) {

    /**
     * Reads a site file to learn what belongs to it.
     *
     * @param site null when there is none
     * @param machines folder of jars; null for the one that the site file names
     */
    static SiteFiles of(Path site, Path machines) throws ConfigurationException, IOException {
        Path folder = machines;
        Map<String, Path> files = new TreeMap<>();
        if (site != null) {
            TreeSet<Path> seen = new TreeSet<>();
            Extensions extensions = Extensions.find();
            SiteConfiguration configuration = SiteFile.read(
                    new SeenSource(Source.file(site), seen),
                    new Overrides(Map.of(), System.getenv()),
                    extensions::machines,
                    extensions.connectors());
            folder = machines == null ? configuration.settings().core().machineFolder() : machines;
            Path root = common(seen);
            seen.forEach(file -> files.put(root.relativize(file).toString().replace('\\', '/'), file));
        }
        return new SiteFiles(files, folder == null ? Map.of() : jars(folder));
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
