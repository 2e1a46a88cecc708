package io.ringmain.historian.records;

import io.ringmain.core.site.SitePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What a configuration changes, in one line with the first names of each kind. */
final class SiteDifference {
    private static final int NAMED = 10;

    private SiteDifference() {}

    /** Empty when nothing is different. */
    static String between(SitePlan before, SitePlan after) {
        List<String> parts = new ArrayList<>();
        parts.addAll(of("tags", before, after, SitePlan::tagCount, SitePlan::tag, tag -> tag.name()));
        parts.addAll(of("alarms", before, after, SitePlan::alarmCount, SitePlan::alarm, alarm -> alarm.name()));
        parts.addAll(of(
                "alarm groups", before, after, SitePlan::alarmGroupCount, SitePlan::alarmGroup, group -> group.name()));
        parts.addAll(
                of("machines", before, after, SitePlan::machineCount, SitePlan::machine, machine -> machine.name()));
        parts.addAll(of(
                "connectors",
                before,
                after,
                SitePlan::connectorCount,
                SitePlan::connector,
                connector -> connector.name()));
        return String.join("; ", parts);
    }

    private static <T> List<String> of(
            String what,
            SitePlan before,
            SitePlan after,
            ToIntFunction<SitePlan> count,
            BiFunction<SitePlan, Integer, T> definition,
            Function<T, String> name) {
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        int ids = Math.max(count.applyAsInt(before), count.applyAsInt(after));
        for (int id = 0; id < ids; id++) {
            T was = definition.apply(before, id);
            T is = definition.apply(after, id);
            if (was == null && is != null) {
                added.add(name.apply(is));
            } else if (was != null && is == null) {
                removed.add(name.apply(was));
            } else if (!Objects.equals(was, is)) {
                changed.add(name.apply(is));
            }
        }
        List<String> parts = new ArrayList<>();
        list(parts, what + " added", added);
        list(parts, what + " removed", removed);
        list(parts, what + " changed", changed);
        return parts;
    }

    private static void list(List<String> parts, String what, List<String> names) {
        if (!names.isEmpty()) {
            String more = names.size() > NAMED ? ", ..." : "";
            parts.add(what + " (" + names.size() + "): "
                    + String.join(", ", names.subList(0, Math.min(NAMED, names.size()))) + more);
        }
    }
}
