package io.ringmain.historian.sql;

import java.nio.file.Path;

/** A second process that opens the same database: folder, or address, password and prefix. It begins when told to. */
final class MigratingProcess {
    private MigratingProcess() {}

    public static void main(String[] arguments) throws Exception {
        DatabaseSettings settings = arguments.length == 1
                ? DatabaseSettings.sqlite(Path.of(arguments[0]))
                : DatabaseSettings.server(arguments[0], "admin", Secret.of(arguments[1]))
                        .withSchemaPrefix(arguments[2]);
        System.out.println("here");
        System.in.read();
        try (Database database = Database.open(settings, "steps")) {
            System.out.println("version " + database.version());
        }
    }
}
