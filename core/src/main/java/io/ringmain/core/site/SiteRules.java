package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The rules a site definition must keep before LOGIC accepts it. All violations are found in one pass. */
public final class SiteRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final int MAX_NAME_LENGTH = 200;
    private static final long MAX_DELAY_NS = 366L * 24 * 3600 * 1_000_000_000;

    private final SiteDefinition site;
    private final Map<String, MachineDeclaration> machineTypes = new HashMap<>();
    private final Map<String, TagDefinition> tags = new HashMap<>();
    private final Set<String> connectors = new TreeSet<>();
    private final List<SiteProblem> problems = new ArrayList<>();

    private SiteRules(SiteDefinition site, Collection<Machine> machines) {
        this.site = site;
        machines.forEach(m -> machineTypes.put(m.declaration().type(), m.declaration()));
    }

    /** All problems, in the order of the file's sections; an empty list means that the definition is sound. */
    public static List<SiteProblem> check(SiteDefinition site, Collection<Machine> machines) {
        SiteRules rules = new SiteRules(site, machines);
        rules.checkConnectors();
        rules.checkTags();
        rules.checkAlarms();
        rules.checkMachines();
        return List.copyOf(rules.problems);
    }

    private void checkConnectors() {
        for (int i = 0; i < site.connectors().size(); i++) {
            String name = site.connectors().get(i).name();
            checkName("connectors", i, name);
            if (!connectors.add(name)) {
                report("connectors", i, "name", "'" + name + "' is declared twice, names must be unique");
            }
        }
    }

    private void checkTags() {
        for (int i = 0; i < site.tags().size(); i++) {
            TagDefinition tag = site.tags().get(i);
            checkName("tags", i, tag.name());
            if (tags.put(tag.name(), tag) != null) {
                report("tags", i, "name", "'" + tag.name() + "' is declared twice, names must be unique");
            }
            if (!(tag.deadband() >= 0) || Double.isInfinite(tag.deadband())) {
                report("tags", i, "deadband", tag.deadband() + " is not allowed, must be a number of 0 or more");
            }
            if (tag.deadband() > 0 && (tag.type() == TagType.STRING || tag.type() == TagType.BOOL)) {
                report(
                        "tags",
                        i,
                        "deadband",
                        "is allowed for int64 and float64 only, not for "
                                + tag.type().label());
            }
            boolean isOpen = Double.isNaN(tag.rangeLow()) && Double.isNaN(tag.rangeHigh());
            if (!isOpen && !(tag.rangeLow() < tag.rangeHigh())) {
                report(
                        "tags",
                        i,
                        "range",
                        "[" + tag.rangeLow() + ", " + tag.rangeHigh()
                                + "] is not allowed, the low end must be below the high end");
            }
            if (tag.source() != null) {
                if (!connectors.contains(tag.source().connector())) {
                    report(
                            "tags",
                            i,
                            "source",
                            "connector '" + tag.source().connector() + "' is not declared, known: " + connectors);
                }
                if (tag.source().intervalMs() < 1) {
                    report("tags", i, "source", "interval must be 1ms or more");
                }
            }
        }
    }

    private void checkAlarms() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < site.alarms().size(); i++) {
            AlarmDefinition alarm = site.alarms().get(i);
            checkName("alarms", i, alarm.name());
            if (!names.add(alarm.name())) {
                report("alarms", i, "name", "'" + alarm.name() + "' is declared twice, names must be unique");
            }
            checkAlarmTag(i, alarm);
            if (!Double.isFinite(alarm.limit())) {
                report("alarms", i, "limit", alarm.limit() + " is not allowed, must be a finite number");
            }
            if (!(alarm.deadband() >= 0) || Double.isInfinite(alarm.deadband())) {
                report("alarms", i, "deadband", alarm.deadband() + " is not allowed, must be a number of 0 or more");
            }
            checkDelay(i, "on-delay", alarm.onDelayNs());
            checkDelay(i, "off-delay", alarm.offDelayNs());
            if (alarm.priority() < 1 || alarm.priority() > 4) {
                report("alarms", i, "priority", alarm.priority() + " is not allowed, must be 1 (low) to 4 (critical)");
            }
        }
    }

    private void checkDelay(int i, String key, long delayNs) {
        // More would leave the range of ring time and be over at once.
        if (delayNs < 0 || delayNs > MAX_DELAY_NS) {
            report("alarms", i, key, "delays must be 0 or more and at most 366 days");
        }
    }

    private void checkAlarmTag(int i, AlarmDefinition alarm) {
        TagDefinition tag = tags.get(alarm.tag());
        if (tag == null) {
            report(
                    "alarms",
                    i,
                    "tag",
                    "tag '" + alarm.tag() + "' is not declared" + NearestName.hint(alarm.tag(), tags.keySet()));
            return;
        }
        boolean isLimit = alarm.kind() != AlarmKind.OFF_NORMAL;
        boolean isNumeric = tag.type() == TagType.FLOAT64 || tag.type() == TagType.INT64;
        if (isLimit && !isNumeric) {
            report(
                    "alarms",
                    i,
                    "kind",
                    alarm.kind() + " needs a tag of type int64 or float64, '" + tag.name() + "' is "
                            + tag.type().label());
        }
        if (!isLimit && tag.type() != TagType.BOOL && tag.type() != TagType.INT64) {
            report(
                    "alarms",
                    i,
                    "kind",
                    "OFF_NORMAL needs a tag of type bool or int64, '" + tag.name() + "' is "
                            + tag.type().label());
        }
    }

    private void checkMachines() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < site.machines().size(); i++) {
            MachineDefinition machine = site.machines().get(i);
            checkName("machines", i, machine.name());
            if (!names.add(machine.name())) {
                report("machines", i, "name", "'" + machine.name() + "' is declared twice, names must be unique");
            }
            if (machine.intervalNs() < 1_000_000) {
                report("machines", i, "interval", "must be 1ms or more");
            }
            MachineDeclaration type = machineTypes.get(machine.type());
            if (type == null) {
                report(
                        "machines",
                        i,
                        "type",
                        "'" + machine.type() + "' is not known, known: " + new TreeSet<>(machineTypes.keySet()));
            } else {
                checkPorts(i, machine, type);
                checkAttributes(i, machine, type);
            }
        }
    }

    private void checkPorts(int i, MachineDefinition machine, MachineDeclaration type) {
        Set<String> ports = new TreeSet<>();
        type.inputs().forEach(port -> ports.add(port.name()));
        type.outputs().forEach(port -> ports.add(port.name()));
        for (String bound : machine.bindings().keySet()) {
            if (!ports.contains(bound)) {
                report("machines", i, "bindings", "'" + bound + "' is no port of " + type.type() + ", known: " + ports);
            }
        }
        type.inputs().forEach(port -> checkPort(i, machine, port, false));
        type.outputs().forEach(port -> checkPort(i, machine, port, true));
    }

    private void checkPort(int i, MachineDefinition machine, MachineDeclaration.Port port, boolean isOutput) {
        String bound = machine.bindings().get(port.name());
        TagDefinition tag = bound == null ? null : tags.get(bound);
        if (bound == null) {
            report("machines", i, "bindings", "port '" + port.name() + "' is not bound to a tag");
        } else if (tag == null) {
            report(
                    "machines",
                    i,
                    "bindings",
                    "port '" + port.name() + "': tag '" + bound + "' is not declared"
                            + NearestName.hint(bound, tags.keySet()));
        } else if (tag.type() != port.type()) {
            report(
                    "machines",
                    i,
                    "bindings",
                    "port '" + port.name() + "' needs a tag of type "
                            + port.type().label() + ", '" + bound + "' is "
                            + tag.type().label());
        } else if (isOutput && !tag.isWritable()) {
            report(
                    "machines",
                    i,
                    "bindings",
                    "port '" + port.name() + "' writes '" + bound + "', which is not writable");
        }
    }

    private void checkAttributes(int i, MachineDefinition machine, MachineDeclaration type) {
        Map<String, MachineDeclaration.Attribute> known = new java.util.TreeMap<>();
        type.attributes().forEach(attribute -> known.put(attribute.name(), attribute));
        machine.attributes().forEach((name, value) -> {
            MachineDeclaration.Attribute attribute = known.get(name);
            if (attribute == null) {
                report("machines", i, "attributes", "'" + name + "' is not known, known: " + known.keySet());
            } else if (!(value >= attribute.minimum() && value <= attribute.maximum())) {
                report(
                        "machines",
                        i,
                        "attributes",
                        "'" + name + "' is " + value + ", must be between " + attribute.minimum() + " and "
                                + attribute.maximum());
            }
        });
    }

    private void checkName(String section, int index, String name) {
        if (name.length() > MAX_NAME_LENGTH || !NAME.matcher(name).matches()) {
            report(
                    section,
                    index,
                    "name",
                    "'" + name + "' is not allowed, must be parts of letters, digits, _ and -"
                            + " joined by dots, at most " + MAX_NAME_LENGTH + " characters");
        }
    }

    private void report(String section, int index, String key, String message) {
        problems.add(new SiteProblem(section, index, key, message));
    }
}
