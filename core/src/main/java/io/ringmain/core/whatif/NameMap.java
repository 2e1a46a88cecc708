package io.ringmain.core.whatif;

import io.ringmain.core.site.SitePlan;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/** Ids of the other configuration by recorded ones, through their names. Thread: one. Allocates: per recorded configuration. */
final class NameMap {
    static final int NONE = -1;

    private final SitePlan whatIf;
    private final Renames renames;
    private SitePlan recorded = SitePlan.EMPTY;
    private int[] tags = {};
    private int[] alarms = {};
    private int[] machines = {};
    private int[] connectors = {};

    NameMap(SitePlan whatIf, Renames renames) {
        this.whatIf = whatIf;
        this.renames = renames;
    }

    /** The recorded configuration is another one from now on. */
    void use(SitePlan next) {
        recorded = next;
        tags = map(next.tagCount(), this::tagName, whatIf::tagId);
        alarms = map(next.alarmCount(), this::alarmName, whatIf::alarmId);
        machines = map(next.machineCount(), this::machineName, whatIf::machineId);
        connectors = map(next.connectorCount(), this::connectorName, whatIf::connectorId);
    }

    private int[] map(int count, IntFunction<String> name, ToIntFunction<String> id) {
        int[] ids = new int[count];
        Arrays.setAll(ids, i -> name.apply(i) == null ? NONE : id.applyAsInt(renames.now(name.apply(i))));
        return ids;
    }

    SitePlan recorded() {
        return recorded;
    }

    SitePlan whatIf() {
        return whatIf;
    }

    /** Recorded names; null when nothing of that id is configured. */
    String tagName(int id) {
        return recorded.tag(id) == null ? null : recorded.tag(id).name();
    }

    String alarmName(int id) {
        return recorded.alarm(id) == null ? null : recorded.alarm(id).name();
    }

    String machineName(int id) {
        return recorded.machine(id) == null ? null : recorded.machine(id).name();
    }

    String connectorName(int id) {
        return recorded.connector(id) == null ? null : recorded.connector(id).name();
    }

    int tag(int id) {
        return at(tags, id);
    }

    int alarm(int id) {
        return at(alarms, id);
    }

    int machine(int id) {
        return at(machines, id);
    }

    int connector(int id) {
        return at(connectors, id);
    }

    private static int at(int[] ids, int id) {
        return id >= 0 && id < ids.length ? ids[id] : NONE;
    }
}
