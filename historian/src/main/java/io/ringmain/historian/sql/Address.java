package io.ringmain.historian.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a database is. It never holds a user or a password, so that it can be shown. */
public final class Address {
    /** What an address may say of how to connect; all else is settings of their own. */
    private static final Set<String> OPTIONS =
            Set.of("ApplicationName", "targetServerType", "prepareThreshold", "loadBalanceHosts");

    private static final Pattern SERVER =
            Pattern.compile("jdbc:(postgresql|mariadb)://([A-Za-z0-9._\\[\\]:,-]+)/([A-Za-z0-9_-]*)(\\?.*)?");
    private static final String RULE = "must be like jdbc:postgresql://host:5432/database or jdbc:mariadb://host:3306/";

    private final Dialect dialect;
    private final String url;
    private final Path folder;

    private Address(Dialect dialect, String url, Path folder) {
        this.dialect = dialect;
        this.url = url;
        this.folder = folder;
    }

    static Address sqlite(Path folder) {
        return new Address(Dialect.SQLITE, "", folder.toAbsolutePath());
    }

    /** @throws IllegalArgumentException with a message without what may be a secret */
    static Address parse(String url) {
        Matcher matcher = SERVER.matcher(url);
        if (url.contains("@")) {
            throw new IllegalArgumentException(
                    "the address holds a user or a password, which are settings of their own; " + RULE);
        }
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + url.replaceAll("\\?.*", "?...") + "' is not allowed as an address, " + RULE);
        }
        String options = matcher.group(4) == null ? "" : matcher.group(4).substring(1);
        for (String option : options.isEmpty() ? List.<String>of() : List.of(options.split("&"))) {
            String name = option.replaceAll("=.*", "");
            if (!OPTIONS.contains(name) || matcher.group(1).equals("mariadb")) {
                throw new IllegalArgumentException("the option '" + name + "' is not allowed in the address"
                        + (matcher.group(1).equals("mariadb") ? "" : ", only " + String.join(", ", OPTIONS))
                        + "; user, password and TLS are settings of their own");
            }
        }
        boolean isPostgres = matcher.group(1).equals("postgresql");
        if (isPostgres && matcher.group(3).isEmpty()) {
            throw new IllegalArgumentException("'" + url + "' names no database, " + RULE);
        }
        return new Address(isPostgres ? Dialect.POSTGRESQL : Dialect.MARIADB, url, null);
    }

    public Dialect dialect() {
        return dialect;
    }

    /** A schema's file, of SQLite only. */
    Path file(String schema) {
        return folder.resolve(schema + ".db");
    }

    String jdbc(String schema) {
        return folder == null ? url : "jdbc:sqlite:" + file(schema);
    }

    /** Whether it does not leave the machine. */
    boolean isLocal() {
        return folder != null || url.matches("jdbc:[a-z]+://((localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?,?)+/.*");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && address.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return folder == null ? url : "jdbc:sqlite:" + folder;
    }
}
