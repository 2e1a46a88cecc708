package io.ringmain.gateway.jobs;

import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

class SqlKilledWorkersTest extends KilledWorkers {
    private Database database;

    @Override
    JobStore open() {
        database = Database.open(DatabaseSettings.sqlite(folder), "store");
        return new SqlJobStore(database);
    }

    @Override
    WorkerChild child(String name, int threads) throws IOException {
        return WorkerChild.start(folder, name, Integer.toString(threads));
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }
}
