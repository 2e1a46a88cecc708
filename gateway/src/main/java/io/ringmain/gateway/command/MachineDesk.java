package io.ringmain.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.view.Problem;
import java.util.UUID;

/**
 * Makes commands of what clients ask of machines. Operators move them and set what is declared open to operators; the rest
 * is for those who configure.
 *
 * <p>Thread: any.
 */
public final class MachineDesk {
    private final Plant plant;
    private final Rights rights;

    MachineDesk(Plant plant, Rights rights) {
        this.plant = plant;
        this.rights = rights;
    }

    /** @throws Problem 404 when there is no such machine */
    public int machineId(String name) {
        int id = plant.site().machineId(name);
        if (id < 0) {
            throw Problem.notFound("machine-unknown", "There is no machine " + name + ".");
        }
        return id;
    }

    /**
     * A transition, or the second step of one.
     *
     * @param confirm what the first step was answered with; 0 for a first step
     */
    public Command transition(UUID id, Principal who, String machine, String to, long confirm, String reason) {
        Rights.require(who, Permission.WRITE);
        int machineId = machineId(machine);
        rights.requireForMachine(who, Permission.WRITE, machineId);
        MachineDeclaration declaration = plant.machineDeclaration(machineId);
        int state = declaration.states().indexOf(to);
        if (state < 0) {
            throw new Problem(
                    422,
                    Quality.name(Quality.BAD_INVALID_ARGUMENT),
                    "to: " + to + " is no state of " + machine + ", known: " + String.join(", ", declaration.states()));
        }
        if (confirm < 0) {
            throw Problem.badRequest("confirm: " + confirm + " is not what a first step was answered with");
        }
        Command.Kind kind = confirm == 0 ? Command.Kind.TRANSITION : Command.Kind.CONFIRM_TRANSITION;
        return command(id, who, kind, machineId, confirm, null, 0, 0, state, reason);
    }

    /** @throws Problem 422 when the value is not one that the attribute takes */
    public Command attribute(UUID id, Principal who, String machine, String name, JsonNode value, String reason) {
        int machineId = machineId(machine);
        MachineDeclaration declaration = plant.machineDeclaration(machineId);
        for (int i = 0; i < declaration.attributes().size(); i++) {
            Attribute attribute = declaration.attributes().get(i);
            if (attribute.name().equals(name)) {
                rights.requireForMachine(who, attribute.isOperator() ? Permission.WRITE : Permission.ADMIN, machineId);
                long bits = CommandDesk.bits(name, attribute.type(), value);
                if (!attribute.isInRange(bits)) {
                    throw new Problem(
                            422,
                            Quality.name(Quality.BAD_OUT_OF_RANGE),
                            name + ": " + value + " is out of its range, " + RefusalText.range(attribute));
                }
                return command(id, who, Command.Kind.SET_ATTRIBUTE, machineId, 0, attribute.type(), bits, 0, i, reason);
            }
        }
        throw new Problem(
                422,
                Quality.name(Quality.BAD_INVALID_ARGUMENT),
                name + " is no attribute of " + machine + ", known: "
                        + String.join(
                                ", ",
                                declaration.attributes().stream()
                                        .map(Attribute::name)
                                        .toList()));
    }

    public Command interval(UUID id, Principal who, String machine, long intervalNs, String reason) {
        int machineId = machineId(machine);
        rights.requireForMachine(who, Permission.ADMIN, machineId);
        if (!MachineDefinition.isInterval(intervalNs)) {
            throw new Problem(
                    422, Quality.name(Quality.BAD_OUT_OF_RANGE), "interval: must be 1ms or more, and at most 366d");
        }
        return command(id, who, Command.Kind.SET_INTERVAL, machineId, 0, null, 0, intervalNs, 0, reason);
    }

    private static Command command(
            UUID id,
            Principal who,
            Command.Kind kind,
            int machineId,
            long occurrence,
            TagType type,
            long bits,
            long durationNs,
            int item,
            String reason) {
        CommandDesk.checkReason(reason);
        return new Command(
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                kind,
                machineId,
                occurrence,
                type,
                bits,
                "",
                0,
                durationNs,
                item,
                who.user(),
                reason,
                who.origin());
    }
}
