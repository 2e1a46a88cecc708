package io.ringmain.historian.sql;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds the driver of a database: on the class path, or among the jars of a folder, where drivers are put whose licence
 * keeps them out of the program's own jars. Such a folder is loaded once and stays loaded.
 */
final class Drivers {
    private static final Map<Path, ClassLoader> FOLDERS = new ConcurrentHashMap<>();
    private static final Map<Dialect, String> NAMES = Map.of(
            Dialect.SQLITE, "org.sqlite.",
            Dialect.POSTGRESQL, "org.postgresql.",
            Dialect.MARIADB, "org.mariadb.");

    private Drivers() {}

    /** @throws IllegalStateException when there is none; the message says what to do */
    static Driver of(Dialect dialect, Path folder) {
        List<Driver> found = new ArrayList<>();
        collect(Drivers.class.getClassLoader(), dialect, found);
        if (found.isEmpty() && folder != null && Files.isDirectory(folder)) {
            collect(FOLDERS.computeIfAbsent(folder.toAbsolutePath(), Drivers::loader), dialect, found);
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("there is no driver for " + dialect.label() + "; put its jar ("
                    + NAMES.get(dialect) + "*) into "
                    + (folder == null ? "the folder of drivers" : folder));
        }
        return found.get(0);
    }

    private static void collect(ClassLoader loader, Dialect dialect, List<Driver> found) {
        try {
            for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
                if (driver.getClass().getName().startsWith(NAMES.get(dialect))) {
                    found.add(driver);
                }
            }
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException(
                    "a driver for " + dialect.label() + " can not be loaded: " + e.getMessage(), e);
        }
    }

    private static ClassLoader loader(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<URL> jars = new ArrayList<>();
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                jars.add(jar.toUri().toURL());
            }
            return new URLClassLoader("drivers", jars.toArray(URL[]::new), Drivers.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the folder of drivers " + folder + " can not be read: " + e.getMessage(), e);
        }
    }
}
