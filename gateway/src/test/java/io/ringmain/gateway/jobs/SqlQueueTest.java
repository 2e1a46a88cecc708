package io.ringmain.gateway.jobs;

import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class SqlQueueTest extends QueueContract {
    private final List<Database> opened = new ArrayList<>();

    @Override
    JobStore open() {
        Database database = Database.open(DatabaseSettings.sqlite(folder), "store");
        opened.add(database);
        return new SqlJobStore(database);
    }

    @AfterEach
    void closeDatabases() {
        opened.forEach(Database::close);
    }
}
