package io.ringmain.gateway.view;

import io.ringmain.core.spi.History;
import io.ringmain.historian.projection.ProjectionState;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseHealth;
import java.util.ArrayList;
import java.util.List;

/** What is to be said of projections and databases that are down or miss something; the plant goes on without them. */
public final class ProjectionRemarks {
    private ProjectionRemarks() {}

    /**
     * What is known now; nothing is asked.
     *
     * @param history null when the site keeps none
     * @param records null when the site keeps none
     * @return a line each, none when all is well
     */
    public static List<String> of(History history, Records records, List<Database> databases) {
        List<String> remarks = new ArrayList<>();
        if (history != null) {
            History.Status status = history.status();
            add(remarks, "history " + status.name(), status.isUp(), status.detail());
        }
        if (records != null) {
            ProjectionState state = records.state();
            add(remarks, "records " + state.name(), state.isUp(), state.detail());
        }
        for (Database database : databases) {
            DatabaseHealth health = database.health();
            if (health.state() == DatabaseHealth.State.UNHEALTHY) {
                add(remarks, "database schema " + database.schema(), false, health.reason());
            }
        }
        return remarks;
    }

    private static void add(List<String> remarks, String what, boolean isUp, String detail) {
        if (!isUp || !detail.isEmpty()) {
            remarks.add(what + (isUp ? ": " : " is down" + (detail.isEmpty() ? "" : ": ")) + detail);
        }
    }
}
