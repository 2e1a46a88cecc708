package io.ringmain.historian.records;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.declared.ProgramCompiler;
import io.ringmain.core.site.SiteAreas;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The site as of the records read: what the numbers in them stand for.
 *
 * <p>Thread: the projection's. Owns: the present configuration.
 */
final class SiteNames {
    private final Map<String, MachineDeclaration> types;
    private final Map<MachineDefinition, MachineDeclaration> declared = new HashMap<>();
    private SitePlan plan = SitePlan.EMPTY;
    private byte[] configuration = {};

    /** @param types declarations of machines written in Java, by type; states of others go by their number */
    SiteNames(Map<String, MachineDeclaration> types) {
        this.types = types;
    }

    /** @param canonical bytes of a CONFIG event; empty for no configuration yet */
    void configure(byte[] canonical) {
        configuration = canonical;
        plan = canonical.length == 0 ? SitePlan.EMPTY : SitePlan.decode(canonical);
        declared.clear();
    }

    /** Bytes of the last configuration; the same array until the next one. */
    byte[] configuration() {
        return configuration;
    }

    SitePlan plan() {
        return plan;
    }

    TagDefinition tag(int id) {
        return plan.tag(id);
    }

    AlarmDefinition alarm(int id) {
        return plan.alarm(id);
    }

    String tagName(int id) {
        return plan.tag(id) == null ? "#" + id : plan.tag(id).name();
    }

    String alarmName(int id) {
        return plan.alarm(id) == null ? "#" + id : plan.alarm(id).name();
    }

    String machineName(int id) {
        return plan.machine(id) == null ? "#" + id : plan.machine(id).name();
    }

    String connectorName(int id) {
        return plan.connector(id) == null ? "#" + id : plan.connector(id).name();
    }

    String stateName(int machineId, int state) {
        MachineDeclaration declaration = declaration(machineId);
        boolean isKnown = declaration != null
                && state >= 0
                && state < declaration.states().size();
        return isKnown ? declaration.states().get(state) : "#" + state;
    }

    String attributeName(int machineId, int attribute) {
        MachineDeclaration declaration = declaration(machineId);
        boolean isKnown = declaration != null
                && attribute >= 0
                && attribute < declaration.attributes().size();
        return isKnown ? declaration.attributes().get(attribute).name() : "#" + attribute;
    }

    /** The process area of an alarm, empty when there is none of that name. */
    String alarmArea(String name) {
        AlarmDefinition alarm = plan.alarm(plan.alarmId(name));
        return alarm == null ? "" : SiteAreas.of(alarm, plan);
    }

    String tagArea(String name) {
        TagDefinition tag = plan.tag(plan.tagId(name));
        return tag == null ? "" : SiteAreas.of(tag);
    }

    /** Empty for a machine of several areas, too. */
    String machineArea(String name) {
        int id = plan.machineId(name);
        MachineDeclaration declaration = declaration(id);
        if (declaration == null) {
            return "";
        }
        Set<String> areas = SiteAreas.of(plan.machine(id), declaration, plan);
        return areas.size() == 1 ? areas.iterator().next() : "";
    }

    private MachineDeclaration declaration(int machineId) {
        MachineDefinition machine = plan.machine(machineId);
        if (machine == null) {
            return null;
        }
        return machine.program() == null
                ? types.get(machine.type())
                : declared.computeIfAbsent(
                        machine,
                        made -> ProgramCompiler.compile(made.program(), tag -> plan.tag(plan.tagId(tag)))
                                .declaration());
    }
}
