package io.ringmain.historian.sql;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A monitor and a log of one's own, that keep what they are told. */
final class Heard implements DatabaseMonitor, DatabaseLog {
    final List<String> operations = new CopyOnWriteArrayList<>();
    final List<DatabaseHealth.State> states = new CopyOnWriteArrayList<>();
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void onOperation(String schema, String operation, long durationNs, int attempts, String error) {
        if (durationNs <= 0) {
            throw new AssertionError(operation + " took " + durationNs + " ns");
        }
        operations.add(schema + " " + operation + " " + attempts + " " + error);
    }

    @Override
    public void onHealth(String schema, DatabaseHealth health) {
        states.add(health.state());
    }

    @Override
    public void info(String message) {
        lines.add(message);
    }

    @Override
    public void warn(String message) {
        lines.add(message);
    }

    Database open(DatabaseSettings settings) {
        Database database = Database.of(settings, "store", this, this);
        database.start();
        return database;
    }
}
