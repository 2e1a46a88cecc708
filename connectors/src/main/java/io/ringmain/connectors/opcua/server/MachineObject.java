package io.ringmain.connectors.opcua.server;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.Commands;
import io.ringmain.connectors.opcua.server.space.ComputedNode;
import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.connectors.opcua.server.space.FolderNode;
import io.ringmain.connectors.opcua.server.space.NodeAccess;
import io.ringmain.connectors.opcua.server.space.PropertyNode;
import io.ringmain.connectors.opcua.server.space.Reading;
import io.ringmain.connectors.opcua.server.space.References;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteAreas;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;

/** A machine as an object, for the moment of one request. Thread: the one that asked for it. */
final class MachineObject {
    private static final double NS_PER_MS = 1e6;
    private static final String ENUM_STRINGS = "EnumStrings";
    private static final String STATE = "State";
    private static final String REGISTERS = "Registers";
    private static final String ATTRIBUTES = "Attributes";
    private static final String EU_RANGE = "EURange";
    private static final String ENGINEERING_UNITS = "EngineeringUnits";

    private static final List<String> FIGURES = List.of(
            STATE,
            "StateName",
            "StateSince",
            "Interval",
            "Faulted",
            "Error",
            "Steps",
            "MissedIntervals",
            "Faults",
            "LastStep",
            "PendingState",
            "PendingConfirmation");

    private final ServedSite site;
    private final NodeAccess.Level level;
    private final int machineId;
    private final MachineDefinition machine;
    private final MachineDeclaration declaration;
    private final String id;

    MachineObject(
            ServedSite site,
            NodeAccess.Level level,
            int machineId,
            MachineDefinition machine,
            MachineDeclaration declaration) {
        this.site = site;
        this.level = level;
        this.machineId = machineId;
        this.machine = machine;
        this.declaration = declaration;
        id = ServedSite.MACHINES + "/" + machine.name();
    }

    String id() {
        return id;
    }

    MachineMethods methods() {
        return new MachineMethods(site, level, id, machineId, declaration, may(Permission.WRITE));
    }

    private Predicate<Caller> may(Permission permission) {
        return caller -> caller.may(
                permission, SiteAreas.of(machine, declaration, site.plant().site()));
    }

    ServedNode object() {
        return new FolderNode(
                id, machine.name(), "Machine of type " + machine.type(), NodeIds.BaseObjectType, this::members);
    }

    private void members(References to) {
        to.from(NodeIds.Organizes, ServedSite.MACHINES);
        FIGURES.forEach(name -> to.component(id + "/" + name));
        if (!declaration.registers().isEmpty()) {
            to.component(id + "/" + REGISTERS);
        }
        if (!declaration.attributes().isEmpty()) {
            to.component(id + "/" + ATTRIBUTES);
        }
        methods().names().forEach(name -> to.component(id + "/" + name));
    }

    /** What stands below the object, null when there is nothing of that name. */
    ServedNode member(String path) {
        if (path.equals(REGISTERS)) {
            return folder(REGISTERS, declaration.registers());
        }
        if (path.equals(ATTRIBUTES)) {
            return folder(
                    ATTRIBUTES,
                    declaration.attributes().stream().map(Attribute::name).toList());
        }
        if (path.startsWith(REGISTERS + "/")) {
            return register(path.substring(REGISTERS.length() + 1));
        }
        if (path.startsWith(ATTRIBUTES + "/")) {
            return attribute(path.substring(ATTRIBUTES.length() + 1));
        }
        if (path.equals(STATE + "/" + ENUM_STRINGS)) {
            LocalizedText[] states = declaration.states().stream()
                    .map(name -> new LocalizedText("", name))
                    .toArray(LocalizedText[]::new);
            return new PropertyNode(id + "/" + STATE, ENUM_STRINGS, NodeIds.LocalizedText, states);
        }
        return FIGURES.contains(path) ? figure(path) : methods().node(path);
    }

    private FolderNode folder(String name, List<String> members) {
        String folder = id + "/" + name;
        return new FolderNode(folder, name, "", to -> {
            to.from(NodeIds.HasComponent, id);
            members.forEach(member -> to.component(folder + "/" + member));
        });
    }

    private ComputedNode figure(String name) {
        return switch (name) {
            case STATE ->
                scalar(name, NodeIds.UInt32, m -> uint(m.state))
                        .typed(
                                NodeIds.MultiStateDiscreteType,
                                to -> to.property(id + "/" + STATE + "/" + ENUM_STRINGS));
            case "StateName" -> scalar(name, NodeIds.String, m -> stateName(m.state));
            case "StateSince" -> scalar(name, NodeIds.UtcTime, m -> DataValues.time(m.stateSinceNs));
            case "Interval" ->
                scalar(name, NodeIds.Duration, m -> m.intervalNs / NS_PER_MS)
                        .writable(
                                level.canWrite()
                                        ? new ComputedNode.Writing(may(Permission.ADMIN), this::interval)
                                        : null)
                        .described("Time between two steps in ms");
            case "Faulted" -> scalar(name, NodeIds.Boolean, m -> m.isFaulted);
            case "Error" ->
                scalar(name, NodeIds.String, m -> site.plant().machineError(machineId))
                        .described("What the last failed step threw");
            case "Steps" -> scalar(name, NodeIds.Int64, m -> m.steps);
            case "MissedIntervals" -> scalar(name, NodeIds.Int64, m -> m.missedIntervals);
            case "Faults" -> scalar(name, NodeIds.Int64, m -> m.faults);
            case "LastStep" -> scalar(name, NodeIds.UtcTime, m -> DataValues.time(m.lastStepNs));
            case "PendingState" ->
                scalar(
                                name,
                                NodeIds.String,
                                m -> m.pendingState == MachineDeclaration.NO_STATE ? "" : stateName(m.pendingState))
                        .described("State that waits for its confirmation");
            default ->
                scalar(name, NodeIds.Int64, m -> m.pendingState == MachineDeclaration.NO_STATE ? 0L : m.pendingSequence)
                        .described("What the confirmation has to name, 0 when none is waited for");
        };
    }

    private String stateName(int state) {
        return state >= 0 && state < declaration.states().size()
                ? declaration.states().get(state)
                : Integer.toString(state);
    }

    private ComputedNode scalar(String name, NodeId dataType, Function<MachineSnapshot, Object> value) {
        return ComputedNode.scalar(id, name, dataType, reading -> read(reading, value));
    }

    private DataValue read(Reading reading, Function<MachineSnapshot, Object> value) {
        if (!site.plant().machines().read(machineId, reading.machine)) {
            return new DataValue(StatusCodes.Bad_NodeIdUnknown);
        }
        reading.saw(reading.machine.sequence);
        return DataValues.of(value.apply(reading.machine), reading.machine.lastStepNs);
    }

    private ComputedNode register(String name) {
        int index = declaration.registers().indexOf(name);
        if (index < 0) {
            return null;
        }
        TagType type = declaration.registerTypes().get(index);
        return ComputedNode.scalar(
                id + "/" + REGISTERS,
                name,
                DataValues.dataType(type),
                reading -> read(reading, m -> plain(type, m.registers[index])));
    }

    private static Object plain(TagType type, long bits) {
        return switch (type) {
            case BOOL -> bits != 0;
            case FLOAT64 -> Double.longBitsToDouble(bits);
            default -> bits;
        };
    }

    /** A setting, or a property of one. */
    private ServedNode attribute(String path) {
        int slash = path.indexOf('/');
        String name = slash < 0 ? path : path.substring(0, slash);
        for (int i = 0; i < declaration.attributes().size(); i++) {
            Attribute attribute = declaration.attributes().get(i);
            if (attribute.name().equals(name)) {
                ComputedNode node = attribute(i, attribute);
                return slash < 0 ? node : property(node.id(), attribute, path.substring(slash + 1));
            }
        }
        return null;
    }

    private ComputedNode attribute(int index, Attribute attribute) {
        boolean isText = attribute.type() == TagType.STRING;
        ComputedNode node = ComputedNode.scalar(
                id + "/" + ATTRIBUTES,
                attribute.name(),
                DataValues.dataType(attribute.type()),
                reading -> read(
                        reading,
                        m -> isText
                                ? machine.attribute(attribute).text()
                                : plain(attribute.type(), m.attributes[index])));
        if (isText || !level.canWrite()) {
            return typed(node, attribute); // a text is set in the site file only
        }
        Permission needed = attribute.isOperator() ? Permission.WRITE : Permission.ADMIN;
        return typed(node, attribute)
                .writable(new ComputedNode.Writing(
                        may(needed), (value, caller) -> attribute(index, attribute, value, caller)));
    }

    private ComputedNode typed(ComputedNode node, Attribute attribute) {
        return node.typed(
                NodeIds.DataItemType,
                to -> Stream.of(EU_RANGE, ENGINEERING_UNITS)
                        .filter(name -> property(node.id(), attribute, name) != null)
                        .forEach(name -> to.property(node.id() + "/" + name)));
    }

    private static PropertyNode property(String owner, Attribute attribute, String name) {
        if (name.equals(ENGINEERING_UNITS) && !attribute.unit().isEmpty()) {
            return new PropertyNode(owner, name, NodeIds.EUInformation, UneceUnits.of(attribute.unit()));
        }
        boolean isNumber = attribute.type() == TagType.FLOAT64 || attribute.type() == TagType.INT64;
        return name.equals(EU_RANGE) && isNumber
                ? new PropertyNode(
                        owner, name, NodeIds.Range, new Range(number(attribute.minimum()), number(attribute.maximum())))
                : null;
    }

    private static double number(AttributeValue value) {
        return value.type() == TagType.FLOAT64 ? Double.longBitsToDouble(value.bits()) : value.bits();
    }

    private CompletableFuture<Integer> attribute(int index, Attribute attribute, Variant value, Caller caller) {
        Values written = Values.of(attribute.type(), value.value());
        if (written.statusCode() != Quality.GOOD) {
            return CompletableFuture.completedFuture(written.statusCode());
        }
        if (!attribute.isInRange(written.bits())) {
            return CompletableFuture.completedFuture(Quality.BAD_OUT_OF_RANGE);
        }
        return send(
                new Commands.Order(
                        Command.Kind.SET_ATTRIBUTE, machineId, 0, attribute.type(), written.bits(), "", 0, index, ""),
                caller);
    }

    private CompletableFuture<Integer> interval(Variant value, Caller caller) {
        if (!(value.value() instanceof Number number)) {
            return CompletableFuture.completedFuture(Quality.BAD_TYPE_MISMATCH);
        }
        double ns = number.doubleValue() * NS_PER_MS;
        if (!(ns >= 1) || !MachineDefinition.isInterval((long) ns)) {
            return CompletableFuture.completedFuture(Quality.BAD_OUT_OF_RANGE);
        }
        return send(new Commands.Order(Command.Kind.SET_INTERVAL, machineId, 0, null, 0, "", (long) ns, 0, ""), caller);
    }

    private CompletableFuture<Integer> send(Commands.Order order, Caller caller) {
        return site.commands().send(order, caller).thenApply(Commands::statusOf);
    }
}
