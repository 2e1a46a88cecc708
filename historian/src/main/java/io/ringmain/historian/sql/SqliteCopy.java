package io.ringmain.historian.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Copies a SQLite file as of one moment, while others read and write it. Nothing is migrated. */
public final class SqliteCopy {
    private static final int BUSY_MS = 10_000;

    private SqliteCopy() {}

    /**
     * Copies a file.
     *
     * @param into must not be there yet
     * @throws IOException when it is no whole database, or stays locked for 10 s
     */
    public static void write(Path file, Path into) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = " + BUSY_MS);
            }
            try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
                statement.setString(1, into.toAbsolutePath().toString());
                statement.execute();
            }
        } catch (SQLException e) {
            throw new IOException(file + " can not be copied: " + e.getMessage(), e);
        }
        check(into);
    }

    private static void check(Path file) throws IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA quick_check")) {
            if (!result.next() || !"ok".equals(result.getString(1))) {
                throw new IOException("the copy of " + file.getFileName() + " is not whole");
            }
        } catch (SQLException e) {
            throw new IOException("the copy of " + file.getFileName() + " can not be read: " + e.getMessage(), e);
        }
    }
}
