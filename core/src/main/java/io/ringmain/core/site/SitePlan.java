package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.tag.TagDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A site definition with dense ids: what stands in a CONFIG event. Ids are given once in a data folder and never reused;
 * what is no longer configured keeps its id and has no definition.
 *
 * <p>Thread: any, immutable.
 */
public final class SitePlan {
    /** The plan of a data folder in which nothing was ever configured. */
    public static final SitePlan EMPTY =
            new SitePlan("", 0, new Names<>(), new Names<>(), new Names<>(), new Names<>(), new Names<>());

    /** Names with their dense ids and present definitions. */
    static final class Names<T> {
        final Map<String, Integer> ids = new HashMap<>();
        final java.util.ArrayList<String> names = new java.util.ArrayList<>();
        final java.util.ArrayList<T> definitions = new java.util.ArrayList<>();

        /** The same names with other definitions; new names get the next ids. */
        Names<T> next(List<T> present, java.util.function.Function<T, String> nameOf) {
            Names<T> next = new Names<>();
            names.forEach(name -> next.add(name, null));
            for (T definition : present) {
                String name = nameOf.apply(definition);
                Integer id = next.ids.get(name);
                if (id == null) {
                    next.add(name, definition);
                } else {
                    next.definitions.set(id, definition);
                }
            }
            return next;
        }

        boolean isSameAs(Names<T> other) {
            return names.equals(other.names) && definitions.equals(other.definitions);
        }

        List<T> present() {
            return definitions.stream().filter(Objects::nonNull).toList();
        }

        void add(String name, T definition) {
            ids.put(name, names.size());
            names.add(name);
            definitions.add(definition);
        }

        T definition(int id) {
            return id >= 0 && id < definitions.size() ? definitions.get(id) : null;
        }

        /** Id of a present definition, -1 when there is none of that name. */
        int id(String name) {
            Integer id = ids.get(name);
            return id == null || definitions.get(id) == null ? -1 : id;
        }
    }

    private final String name;
    private final int version;
    private final Names<ConnectorDefinition> connectors;
    private final Names<TagDefinition> tags;
    private final Names<AlarmDefinition> alarms;
    private final Names<AlarmGroup> alarmGroups;
    private final Names<MachineDefinition> machines;

    SitePlan(
            String name,
            int version,
            Names<ConnectorDefinition> connectors,
            Names<TagDefinition> tags,
            Names<AlarmDefinition> alarms,
            Names<AlarmGroup> alarmGroups,
            Names<MachineDefinition> machines) {
        this.name = name;
        this.version = version;
        this.connectors = connectors;
        this.tags = tags;
        this.alarms = alarms;
        this.alarmGroups = alarmGroups;
        this.machines = machines;
    }

    /** The plan that follows this one when the site is to be as defined; ids are kept by name. */
    public SitePlan next(SiteDefinition site) {
        return new SitePlan(
                site.name(),
                version + 1,
                connectors.next(site.connectors(), ConnectorDefinition::name),
                tags.next(site.tags(), TagDefinition::name),
                alarms.next(site.alarms(), AlarmDefinition::name),
                alarmGroups.next(groupsOf(site), AlarmGroup::name),
                machines.next(site.machines(), MachineDefinition::name));
    }

    /** The declared groups, and behind them those that are named for first-out only. */
    private static List<AlarmGroup> groupsOf(SiteDefinition site) {
        Map<String, AlarmGroup> groups = new LinkedHashMap<>();
        site.alarmGroups().forEach(group -> groups.put(group.name(), group));
        for (AlarmDefinition alarm : site.alarms()) {
            if (!alarm.groups().firstOut().isEmpty()) {
                groups.computeIfAbsent(alarm.groups().firstOut(), AlarmGroup::named);
            }
        }
        return List.copyOf(groups.values());
    }

    /** True when the site as defined is what this plan already says. */
    public boolean isSameAs(SiteDefinition site) {
        SitePlan next = next(site);
        return version > 0
                && name.equals(next.name)
                && connectors.isSameAs(next.connectors)
                && tags.isSameAs(next.tags)
                && alarms.isSameAs(next.alarms)
                && alarmGroups.isSameAs(next.alarmGroups)
                && machines.isSameAs(next.machines);
    }

    /** What is configured at present; lists in the order of ids. */
    public SiteDefinition definition() {
        return new SiteDefinition(
                name, connectors.present(), tags.present(), alarms.present(), declaredGroups(), machines.present());
    }

    /** The present groups without those that are there because an alarm names them for first-out. */
    private List<AlarmGroup> declaredGroups() {
        Set<String> firstOut = new HashSet<>();
        Set<String> suppressing = new HashSet<>();
        for (AlarmDefinition alarm : alarms.present()) {
            firstOut.add(alarm.groups().firstOut());
            suppressing.addAll(alarm.groups().suppression());
        }
        return alarmGroups.present().stream()
                .filter(group -> !group.suppressedBy().isEmpty()
                        || suppressing.contains(group.name())
                        || !firstOut.contains(group.name()))
                .toList();
    }

    /** The canonical bytes of a CONFIG event. */
    public byte[] encode() {
        DefinitionOutput out = new DefinitionOutput();
        SiteCodec.put(out, this);
        return out.toBytes();
    }

    /** Writes the same bytes piece by piece: those of a big site are many. */
    public void encodeTo(OutputStream stream) throws IOException {
        try {
            DefinitionOutput out = new DefinitionOutput(stream);
            SiteCodec.put(out, this);
            out.drain();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * Reads canonical bytes, with or without the {@link Revision} that stands before them in a CONFIG event.
     *
     * @throws IllegalArgumentException when they are not the bytes of a plan
     */
    public static SitePlan decode(byte[] canonical) {
        return SiteCodec.decode(canonical);
    }

    public String name() {
        return name;
    }

    /** Counts the configurations of the data folder, from 1; 0 before the first. */
    public int version() {
        return version;
    }

    /** Number of tag ids given, retired ones included. */
    public int tagCount() {
        return tags.names.size();
    }

    /** Id of a configured tag, -1 when there is none of that name. */
    public int tagId(String tag) {
        return tags.id(tag);
    }

    /** Name that the id was given to, retired ones included. */
    public String tagName(int tagId) {
        return tags.names.get(tagId);
    }

    /** Definition, null when the id is retired or was never given. */
    public TagDefinition tag(int tagId) {
        return tags.definition(tagId);
    }

    public int alarmCount() {
        return alarms.names.size();
    }

    /** Name that the id was given to, retired ones included. */
    public String alarmName(int alarmId) {
        return alarms.names.get(alarmId);
    }

    public int alarmId(String alarm) {
        return alarms.id(alarm);
    }

    public AlarmDefinition alarm(int alarmId) {
        return alarms.definition(alarmId);
    }

    public int alarmGroupCount() {
        return alarmGroups.names.size();
    }

    /** Id of a group that is declared or named for first-out, -1 when there is none of that name. */
    public int alarmGroupId(String group) {
        return alarmGroups.id(group);
    }

    public AlarmGroup alarmGroup(int groupId) {
        return alarmGroups.definition(groupId);
    }

    public int machineCount() {
        return machines.names.size();
    }

    public int machineId(String machine) {
        return machines.id(machine);
    }

    public MachineDefinition machine(int machineId) {
        return machines.definition(machineId);
    }

    public int connectorCount() {
        return connectors.names.size();
    }

    public int connectorId(String connector) {
        return connectors.id(connector);
    }

    public ConnectorDefinition connector(int connectorId) {
        return connectors.definition(connectorId);
    }

    Names<ConnectorDefinition> connectorNames() {
        return connectors;
    }

    Names<TagDefinition> tagNames() {
        return tags;
    }

    Names<AlarmDefinition> alarmNames() {
        return alarms;
    }

    Names<AlarmGroup> alarmGroupNames() {
        return alarmGroups;
    }

    Names<MachineDefinition> machineNames() {
        return machines;
    }
}
