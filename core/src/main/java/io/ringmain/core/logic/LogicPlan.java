package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmTransitions;
import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.declared.ProgramCompiler;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A site plan in the form in which LOGIC looks things up: arrays by dense id. Compiled outside LOGIC.
 *
 * <p>Thread: any, immutable once made. Allocates: at compilation.
 */
public final class LogicPlan {
    static final LogicPlan EMPTY = new LogicPlan(SitePlan.EMPTY, Map.of());

    private final SitePlan site;
    private final TagPlan tags;
    private final int[] connectorOfTag;
    private final int[][] tagsOfConnector;
    private final byte[] alarmPolicies;
    /** Null when retired. The same object for all alarms that are run alike, which most are. */
    private final AlarmPolicy[] policies;

    private final boolean isAnyReAlarmed;
    private final int[] firstOutGroups;
    private final AlarmPlan alarmPlan;
    private final SuppressionPlan suppression;
    private final BoundMachine[] machines;
    private final DerivationPlan derived;

    /**
     * @param machineTypes machines by the name of their type
     * @throws IllegalArgumentException when a configured machine's type is not among them
     */
    public LogicPlan(SitePlan site, Map<String, Machine> machineTypes) {
        this.site = site;
        alarmPlan = new AlarmPlan(site);
        tags = new TagPlan(site, alarmPlan);
        connectorOfTag = new int[site.tagCount()];
        int[] perConnector = new int[site.connectorCount()];
        for (int id = 0; id < connectorOfTag.length; id++) {
            TagDefinition tag = site.tag(id);
            connectorOfTag[id] = tag == null || tag.source() == null
                    ? -1
                    : site.connectorId(tag.source().connector());
            if (connectorOfTag[id] >= 0) {
                perConnector[connectorOfTag[id]]++;
            }
        }
        tagsOfConnector = tagsOfConnector(perConnector);
        alarmPolicies = new byte[site.alarmCount()];
        policies = new AlarmPolicy[site.alarmCount()];
        Map<AlarmPolicy, AlarmPolicy> known = new HashMap<>();
        firstOutGroups = new int[site.alarmCount()];
        for (int id = 0; id < policies.length; id++) {
            AlarmDefinition alarm = site.alarm(id);
            policies[id] = alarm == null ? null : known.computeIfAbsent(alarm.policy(), policy -> policy);
            firstOutGroups[id] =
                    alarm == null ? -1 : site.alarmGroupId(alarm.groups().firstOut());
            alarmPolicies[id] = alarm == null ? 0 : (byte) AlarmTransitions.policy(alarm);
        }
        isAnyReAlarmed = isAnyReAlarmed(known.keySet());
        suppression = new SuppressionPlan(site);
        derived = new DerivationPlan(site);
        machines = new BoundMachine[site.machineCount()];
        for (int id = 0; id < machines.length; id++) {
            machines[id] = bind(site.machine(id), machineTypes);
        }
    }

    private static boolean isAnyReAlarmed(Set<AlarmPolicy> used) {
        for (AlarmPolicy policy : used) {
            if (policy.reAlarmNs() > 0) {
                return true;
            }
        }
        return false;
    }

    private int[][] tagsOfConnector(int[] counts) {
        int[][] lists = new int[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            lists[i] = new int[counts[i]];
        }
        int[] filled = new int[counts.length];
        for (int id = 0; id < connectorOfTag.length; id++) {
            int connector = connectorOfTag[id];
            if (connector >= 0) {
                lists[connector][filled[connector]++] = id;
            }
        }
        return lists;
    }

    private BoundMachine bind(MachineDefinition definition, Map<String, Machine> types) {
        if (definition == null) {
            return null;
        }
        Machine machine = definition.program() == null
                ? types.get(definition.type())
                : ProgramCompiler.compile(definition.program(), this::configured);
        if (machine == null) {
            throw new IllegalArgumentException(
                    "machine " + definition.name() + ": type '" + definition.type() + "' is not available");
        }
        MachineDeclaration declaration = machine.declaration();
        AttributeValue[] attributes =
                new AttributeValue[declaration.attributes().size()];
        for (int i = 0; i < attributes.length; i++) {
            attributes[i] = definition.attribute(declaration.attributes().get(i));
        }
        return new BoundMachine(
                machine,
                definition,
                declaration,
                tagIds(definition, declaration.inputs()),
                tagIds(definition, declaration.outputs()),
                attributes);
    }

    private TagDefinition configured(String tag) {
        return site.tag(site.tagId(tag));
    }

    private int[] tagIds(MachineDefinition definition, List<MachineDeclaration.Port> ports) {
        int[] ids = new int[ports.size()];
        for (int i = 0; i < ids.length; i++) {
            String port = ports.get(i).name();
            String tag = definition.program() == null ? definition.bindings().get(port) : port;
            ids[i] = tag == null ? -1 : site.tagId(tag);
        }
        return ids;
    }

    /** A machine with its ports resolved to tag ids, -1 for one that is not bound. */
    record BoundMachine(
            Machine machine,
            MachineDefinition definition,
            MachineDeclaration declaration,
            int[] inputs,
            int[] outputs,
            AttributeValue[] attributes) {}

    public SitePlan site() {
        return site;
    }

    int tagCount() {
        return tags.count();
    }

    /** Code of the tag's type, 0 when there is no such tag. */
    byte tagType(int tagId) {
        return (byte) (tags.traits(tagId) & TagPlan.TYPE);
    }

    /** What is looked up for every update. */
    TagPlan tags() {
        return tags;
    }

    /** Connector the tag is bound to, -1 for an internal tag. */
    int connectorOfTag(int tagId) {
        return connectorOfTag[tagId];
    }

    int connectorCount() {
        return tagsOfConnector.length;
    }

    int[] tagsOfConnector(int connectorId) {
        return tagsOfConnector[connectorId];
    }

    /** What makes the alarms active. */
    AlarmPlan alarmPlan() {
        return alarmPlan;
    }

    int alarmCount() {
        return policies.length;
    }

    boolean hasAlarm(int alarmId) {
        return policies[alarmId] != null;
    }

    /** How the alarm runs through its states, null when retired. */
    AlarmPolicy policy(int alarmId) {
        return policies[alarmId];
    }

    /** Whether any alarm is announced again as long as it is active. */
    boolean isAnyReAlarmed() {
        return isAnyReAlarmed;
    }

    int tagOfAlarm(int alarmId) {
        return alarmPlan.tag(alarmId);
    }

    int alarmPolicy(int alarmId) {
        return alarmPolicies[alarmId];
    }

    /** Group in which the alarm may be the first one, -1 for none. */
    int firstOutGroup(int alarmId) {
        return firstOutGroups[alarmId];
    }

    SuppressionPlan suppression() {
        return suppression;
    }

    int alarmGroupCount() {
        return site.alarmGroupCount();
    }

    /** Words of a group's memory, 0 when retired. */
    int alarmGroupWords(int group) {
        return site.alarmGroup(group) == null ? 0 : FirstOutGroups.WORDS;
    }

    DerivationPlan derived() {
        return derived;
    }

    int machineCount() {
        return machines.length;
    }

    /** Bound machine, null when retired. */
    BoundMachine machine(int machineId) {
        return machines[machineId];
    }
}
