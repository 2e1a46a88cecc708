package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.io.ByteArrayOutputStream;
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
    public static final SitePlan EMPTY = new SitePlan(
            "",
            0,
            new Names<>(),
            Definitions.tags().pack(),
            Definitions.alarms().pack(),
            new Names<>(),
            new Names<>());

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
    private final Definitions<TagDefinition> tags;
    private final Definitions<AlarmDefinition> alarms;
    private final Recent<TagDefinition> recentTags;
    private final Recent<AlarmDefinition> recentAlarms;
    private final Names<AlarmGroup> alarmGroups;
    private final Names<MachineDefinition> machines;

    SitePlan(
            String name,
            int version,
            Names<ConnectorDefinition> connectors,
            Definitions<TagDefinition> tags,
            Definitions<AlarmDefinition> alarms,
            Names<AlarmGroup> alarmGroups,
            Names<MachineDefinition> machines) {
        this.name = name;
        this.version = version;
        this.connectors = connectors;
        this.tags = tags;
        this.alarms = alarms;
        recentTags = new Recent<>(tags);
        recentAlarms = new Recent<>(alarms);
        this.alarmGroups = alarmGroups;
        this.machines = machines;
    }

    /** The plan that follows this one when the site is to be as defined; ids are kept by name. */
    public SitePlan next(SiteDefinition site) {
        return new SitePlan(
                site.name(),
                version + 1,
                connectors.next(site.connectors(), ConnectorDefinition::name),
                Succession.of(Packing.TAGS, tags, site.packedTags()),
                Succession.of(Packing.ALARMS, alarms, site.packedAlarms()),
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
        return isSameAs(next(site));
    }

    /** True when the plan that follows this one says nothing else. */
    public boolean isSameAs(SitePlan next) {
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
                name,
                connectors.present(),
                Succession.present(Packing.TAGS, tags),
                Succession.present(Packing.ALARMS, alarms),
                declaredGroups(),
                machines.present());
    }

    /** The present groups without those that are there because an alarm names them for first-out. */
    private List<AlarmGroup> declaredGroups() {
        Set<String> firstOut = new HashSet<>();
        Set<String> suppressing = new HashSet<>();
        for (AlarmDefinition alarm : alarms) {
            if (alarm != null) {
                firstOut.add(alarm.groups().firstOut());
                suppressing.addAll(alarm.groups().suppression());
            }
        }
        return alarmGroups.present().stream()
                .filter(group -> !group.suppressedBy().isEmpty()
                        || suppressing.contains(group.name())
                        || !firstOut.contains(group.name()))
                .toList();
    }

    /** The canonical bytes of a CONFIG event. */
    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            encodeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        byte[] canonical = out.toByteArray();
        KnownPlans.note(canonical, this);
        return canonical;
    }

    /** Writes the same bytes piece by piece: those of a big site are many. */
    public void encodeTo(OutputStream stream) throws IOException {
        SiteCodec.put(stream, this);
    }

    /**
     * Reads canonical bytes; the plan itself when somebody in this process has it. They may come with the {@link
     * Revision} that stands before them in a CONFIG event.
     *
     * @throws IllegalArgumentException when they are not the bytes of a plan
     */
    public static SitePlan decode(byte[] canonical) {
        return KnownPlans.of(canonical, Revision.planOf(canonical).position(), () -> SiteCodec.decode(canonical));
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
        return tags.size();
    }

    /** Id of a configured tag, -1 when there is none of that name. */
    public int tagId(String tag) {
        int id = tags.find(tag);
        return tags.isPresent(id) ? id : -1;
    }

    /** Name that the id was given to, retired ones included. */
    public String tagName(int tagId) {
        return tags.name(tagId);
    }

    /** Definition, null when the id is retired or was never given. */
    public TagDefinition tag(int tagId) {
        return recentTags.get(tagId);
    }

    /** Whether the id is that of a configured tag. */
    public boolean hasTag(int tagId) {
        return tags.isPresent(tagId);
    }

    /** Type of a configured tag, null when the id is of none. */
    public TagType tagType(int tagId) {
        return tags.isPresent(tagId) ? TagType.ofCode(tags.firstCode(tagId)) : null;
    }

    /** Whether both plans say the same of a tag, be it that neither knows it. */
    public boolean isSameTag(int tagId, SitePlan other) {
        return isSame(tags, other.tags, tagId);
    }

    public int alarmCount() {
        return alarms.size();
    }

    /** Name that the id was given to, retired ones included. */
    public String alarmName(int alarmId) {
        return alarms.name(alarmId);
    }

    public int alarmId(String alarm) {
        int id = alarms.find(alarm);
        return alarms.isPresent(id) ? id : -1;
    }

    public AlarmDefinition alarm(int alarmId) {
        return recentAlarms.get(alarmId);
    }

    /** Whether the id is that of a configured alarm. */
    public boolean hasAlarm(int alarmId) {
        return alarms.isPresent(alarmId);
    }

    /** Whether both plans say the same of an alarm, be it that neither knows it. */
    public boolean isSameAlarm(int alarmId, SitePlan other) {
        return isSame(alarms, other.alarms, alarmId);
    }

    private static <T> boolean isSame(Definitions<T> definitions, Definitions<T> others, int id) {
        return definitions.isPresent(id) && others.isPresent(id)
                ? definitions.isSame(id, others, id)
                : definitions.isPresent(id) == others.isPresent(id);
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

    Definitions<TagDefinition> tags() {
        return tags;
    }

    Definitions<AlarmDefinition> alarms() {
        return alarms;
    }

    Names<AlarmGroup> alarmGroupNames() {
        return alarmGroups;
    }

    Names<MachineDefinition> machineNames() {
        return machines;
    }
}
