package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.tag.TagDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Definitions to be put in place and names to be removed. The last word on a name counts.
 *
 * <p>Thread: one.
 */
public final class SiteChange {
    /** By name; null removes it. */
    private final Map<String, ConnectorDefinition> connectors = new LinkedHashMap<>();

    private final Map<String, TagDefinition> tags = new LinkedHashMap<>();
    private final Map<String, AlarmDefinition> alarms = new LinkedHashMap<>();
    private final Map<String, AlarmGroup> alarmGroups = new LinkedHashMap<>();
    private final Map<String, MachineDefinition> machines = new LinkedHashMap<>();

    public SiteChange put(ConnectorDefinition connector) {
        connectors.put(connector.name(), connector);
        return this;
    }

    public SiteChange put(TagDefinition tag) {
        tags.put(tag.name(), tag);
        return this;
    }

    public SiteChange put(AlarmDefinition alarm) {
        alarms.put(alarm.name(), alarm);
        return this;
    }

    public SiteChange put(AlarmGroup group) {
        alarmGroups.put(group.name(), group);
        return this;
    }

    public SiteChange put(MachineDefinition machine) {
        machines.put(machine.name(), machine);
        return this;
    }

    public SiteChange removeConnector(String name) {
        connectors.put(name, null);
        return this;
    }

    public SiteChange removeTag(String name) {
        tags.put(name, null);
        return this;
    }

    public SiteChange removeAlarm(String name) {
        alarms.put(name, null);
        return this;
    }

    public SiteChange removeAlarmGroup(String name) {
        alarmGroups.put(name, null);
        return this;
    }

    public SiteChange removeMachine(String name) {
        machines.put(name, null);
        return this;
    }

    /** The tag that is to be put in place, null when there is none of that name. */
    public TagDefinition tag(String name) {
        return tags.get(name);
    }

    /** The alarm that is to be put in place, null when there is none of that name. */
    public AlarmDefinition alarm(String name) {
        return alarms.get(name);
    }

    /** The machine that is to be put in place, null when there is none of that name. */
    public MachineDefinition machine(String name) {
        return machines.get(name);
    }

    /**
     * The site with this change: what is replaced keeps its place, what is new comes last.
     *
     * @throws IllegalArgumentException when something is to be removed that is not there
     */
    public SiteDefinition applyTo(SiteDefinition site) {
        return site.withDefinitions(
                merge("connector", site.connectors(), connectors, ConnectorDefinition::name),
                merge("tag", site.packedTags(), tags),
                merge("alarm", site.packedAlarms(), alarms),
                merge("alarm group", site.alarmGroups(), alarmGroups, AlarmGroup::name),
                merge("machine", site.machines(), machines, MachineDefinition::name));
    }

    private static <T> List<T> merge(String what, Definitions<T> present, Map<String, T> changes) {
        changes.forEach((name, definition) -> {
            if (definition == null && !present.isNamed(name)) {
                throw noSuch(what, name);
            }
        });
        return present.with(changes);
    }

    private static IllegalArgumentException noSuch(String what, String name) {
        return new IllegalArgumentException("there is no " + what + " '" + name + "' to be removed");
    }

    private static <T> List<T> merge(String what, List<T> present, Map<String, T> changes, Function<T, String> nameOf) {
        if (changes.isEmpty()) {
            return present;
        }
        Map<String, T> left = new LinkedHashMap<>(changes);
        List<T> merged = new ArrayList<>(present.size() + changes.size());
        for (T definition : present) {
            String name = nameOf.apply(definition);
            T next = left.containsKey(name) ? left.remove(name) : definition;
            if (next != null) {
                merged.add(next);
            }
        }
        left.forEach((name, definition) -> {
            if (definition == null) {
                throw noSuch(what, name);
            }
            merged.add(definition);
        });
        return merged;
    }
}
