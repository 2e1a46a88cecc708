package io.ringmain.historian.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Brings one schema to what this program knows: {@code db/<schema>/common} on the class path, and the folder of the
 * dialect beside it for what can not be said the same way everywhere.
 *
 * <p>Of several processes one migrates and the others wait: servers have locks for that, SQLite gets a locked file beside
 * it.
 */
final class Migrations {
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private static final Pattern FAILED = Pattern.compile("\\b(V[0-9]\\S*\\.sql)");

    private final DatabaseSettings settings;
    private final String schema;
    private final String stored;
    private final Faults faults;

    /** @param stored the schema's name in the database */
    Migrations(DatabaseSettings settings, String schema, String stored, Faults faults) {
        this.settings = settings;
        this.schema = schema;
        this.stored = stored;
        this.faults = faults;
    }

    /**
     * @return the version that the schema has now
     * @throws DatabaseException.Schema when it can not be done, or a newer program did more
     */
    String migrate() {
        return locked(false);
    }

    /** Deletes all of it before. */
    String reset() {
        return locked(true);
    }

    private String locked(boolean isReset) {
        if (settings.dialect() != Dialect.SQLITE) {
            return run(isReset);
        }
        Path file = settings.address().file(stored);
        ReentrantLock lock = IN_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
        lock.lock();
        try {
            Files.createDirectories(file.getParent());
            Path beside = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                makeOwnerOnly(file); // with the lock: another process may be about to make it
                return run(isReset);
            }
        } catch (IOException e) {
            throw faults.schema(
                    "the file " + file + " can not be made: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private static void makeOwnerOnly(Path file) throws IOException {
        if (!Files.exists(file)
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private String run(boolean isReset) {
        try {
            Flyway flyway = flyway(isReset);
            if (isReset && settings.dialect() == Dialect.SQLITE) {
                dropAll();
            } else if (isReset) {
                flyway.clean();
            }
            refuseNewer(flyway.info());
            flyway.migrate();
            // not what it answers: another process may have done the rest
            return flyway.info().current().getVersion().getVersion();
        } catch (SQLException e) {
            throw faults.of("reset", e);
        } catch (FlywayException e) {
            String message = String.valueOf(e.getMessage());
            if (Faults.sqlOf(e) != null) {
                Matcher failed = FAILED.matcher(message);
                throw faults.of(failed.find() ? "migrate by " + failed.group(1) : "migrate", e);
            }
            throw faults.schema(faults.shown(message.replaceFirst("\\R+", ": ")), e);
        }
    }

    /** Flyway 13.12 says that it cleans a SQLite file, and everything is still there. */
    private void dropAll() throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF");
            for (String type : List.of("view", "table")) { // triggers and indexes go with their tables
                List<String> names = new ArrayList<>();
                try (ResultSet found = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = '" + type
                        + "' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
                    while (found.next()) {
                        names.add(found.getString(1));
                    }
                }
                for (String name : names) {
                    statement.execute("DROP " + type + " \"" + name + "\"");
                }
            }
        }
    }

    private DriverSource source() {
        return new DriverSource(settings, stored, DriverSource.Use.MIGRATION);
    }

    private void refuseNewer(MigrationInfoService migrations) {
        MigrationInfo current = migrations.current();
        MigrationVersion known = Arrays.stream(migrations.all())
                .filter(info -> info.getState().isResolved() && info.getVersion() != null)
                .map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo)
                .orElse(MigrationVersion.EMPTY);
        if (known == MigrationVersion.EMPTY) {
            throw faults.schema("there are no migrations on the class path", null);
        }
        // a schema that has just been made, by another process perhaps, has an entry without a version
        if (current != null
                && current.getVersion() != null
                && current.getVersion().compareTo(known) > 0) {
            throw faults.schema(
                    "a newer Ringmain wrote it: it has version " + current.getVersion() + ", this program knows up to "
                            + known + "; use the newer program",
                    null);
        }
    }

    private Flyway flyway(boolean isReset) {
        List<String> locations = new ArrayList<>();
        for (String folder : List.of("common", settings.dialect().label())) {
            String location = "db/" + schema + "/" + folder;
            if (Migrations.class.getClassLoader().getResource(location) != null) {
                locations.add("classpath:" + location);
            }
        }
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source())
                .loggers("slf4j")
                .locations(locations.toArray(String[]::new))
                .table("schema_history")
                .failOnMissingLocations(true)
                .cleanDisabled(!isReset)
                .defaultSchema(settings.dialect() == Dialect.SQLITE ? "main" : stored)
                .ignoreMigrationPatterns(new String[0]) // not even those of a newer program
                .load();
    }
}
