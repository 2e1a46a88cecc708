package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.tag.TagDefinition;
import java.util.List;
import java.util.Objects;

/**
 * Everything configured that LOGIC depends on, by name. Immutable; {@link SiteRules#check} says what is wrong with it. Tags and
 * alarms are packed, see {@link Definitions}.
 *
 * @param name the site's name
 * @param alarmGroups groups that suppress; those that alarms name for first-out only need not be declared
 */
public record SiteDefinition(
        String name,
        List<ConnectorDefinition> connectors,
        List<TagDefinition> tags,
        List<AlarmDefinition> alarms,
        List<AlarmGroup> alarmGroups,
        List<MachineDefinition> machines) {

    public SiteDefinition {
        Objects.requireNonNull(name, "name");
        connectors = List.copyOf(connectors);
        tags = Definitions.of(Packing.TAGS, tags);
        alarms = Definitions.of(Packing.ALARMS, alarms);
        alarmGroups = List.copyOf(alarmGroups);
        machines = List.copyOf(machines);
    }

    Definitions<TagDefinition> packedTags() {
        return (Definitions<TagDefinition>) tags;
    }

    Definitions<AlarmDefinition> packedAlarms() {
        return (Definitions<AlarmDefinition>) alarms;
    }

    /** The same site with other lists. */
    SiteDefinition withDefinitions(
            List<ConnectorDefinition> newConnectors,
            List<TagDefinition> newTags,
            List<AlarmDefinition> newAlarms,
            List<AlarmGroup> newGroups,
            List<MachineDefinition> newMachines) {
        return new SiteDefinition(name, newConnectors, newTags, newAlarms, newGroups, newMachines);
    }

    /** A site that declares no alarm groups. */
    public SiteDefinition(
            String name,
            List<ConnectorDefinition> connectors,
            List<TagDefinition> tags,
            List<AlarmDefinition> alarms,
            List<MachineDefinition> machines) {
        this(name, connectors, tags, alarms, List.of(), machines);
    }
}
