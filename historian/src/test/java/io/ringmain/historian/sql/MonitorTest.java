package io.ringmain.historian.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitorTest {
    @TempDir
    Path folder;

    @Test
    void shouldCountAndTimeOperationsByNameAndOutcome() {
        PrometheusMonitor monitor = new PrometheusMonitor();
        try (Database database = Database.of(DatabaseSettings.sqlite(folder), "store", monitor, DatabaseLog.slf4j())) {
            monitor.watch(database);
            assertThat(monitor.scrape()).contains("ringmain_sql_up{schema=\"store\"} 0.0");
            database.start();
            for (int i = 0; i < 3; i++) {
                database.readOnly("users.count", session -> session.count("SELECT count(*) FROM users"));
            }
            assertThatThrownBy(() -> database.transaction("users.add", s -> s.execute("INSERT INTO users")))
                    .isInstanceOf(DatabaseException.Syntax.class);
            assertThatThrownBy(() -> database.transaction("users.add", session -> {
                        throw new IllegalArgumentException();
                    }))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(monitor.scrape().lines())
                    .contains(
                            count("users.count", "success", 3),
                            count("users.add", "syntax", 1),
                            count("users.add", "caller", 1),
                            "ringmain_sql_up{schema=\"store\"} 1.0",
                            "ringmain_sql_connections{schema=\"store\",state=\"max\"} 16.0");
        }
    }

    private static String count(String operation, String outcome, int count) {
        return "ringmain_sql_operation_seconds_count{operation=\"" + operation + "\",outcome=\"" + outcome
                + "\",schema=\"store\"} " + count;
    }
}
