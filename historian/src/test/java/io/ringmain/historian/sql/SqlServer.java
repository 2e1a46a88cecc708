package io.ringmain.historian.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** A real server that {@code src/test/servers/sql-server} runs; it ends with this JVM, as its input does. */
final class SqlServer {
    private static final Map<Dialect, SqlServer> STARTED = new EnumMap<>(Dialect.class);

    private final Dialect dialect;
    private final BufferedReader answers;
    private final Writer commands;
    private int port;
    private String password;
    private Path folder;

    private SqlServer(Dialect dialect) throws IOException {
        this.dialect = dialect;
        Process process = new ProcessBuilder("src/test/servers/sql-server", dialect.label())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = process.outputWriter(StandardCharsets.UTF_8);
        expect("ready");
    }

    /** One for all tests of a run. */
    static SqlServer of(Dialect dialect) {
        return STARTED.computeIfAbsent(dialect, wanted -> {
            try {
                return new SqlServer(wanted);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    String url(String host, int at) {
        return dialect == Dialect.POSTGRESQL
                ? "jdbc:postgresql://" + host + ":" + at + "/postgres"
                : "jdbc:mariadb://" + host + ":" + at + "/";
    }

    String url() {
        return url("127.0.0.1", port);
    }

    int port() {
        return port;
    }

    String password() {
        return password;
    }

    Path tls(String file) {
        return folder.resolve("tls").resolve(file);
    }

    /** As kill -9. */
    void kill() {
        command("kill");
        expect("ended");
    }

    void start() {
        command("start");
        expect("ready");
    }

    private void command(String word) {
        try {
            commands.write(word + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void expect(String word) {
        try {
            String line = answers.readLine();
            if (line == null || !line.startsWith(word)) {
                throw new IllegalStateException("the server of the tests said '" + line + "', not '" + word + "'");
            }
            if (word.equals("ready")) {
                String[] parts = line.split(" ");
                port = Integer.parseInt(parts[1]);
                password = parts[2];
                folder = Path.of(parts[3]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
