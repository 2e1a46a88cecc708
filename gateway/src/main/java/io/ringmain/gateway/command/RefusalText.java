package io.ringmain.gateway.command;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.gateway.config.Quantity;
import io.ringmain.gateway.view.MachineView;

/**
 * Why a command was refused, with what is allowed or how things stand now. The present state may be a later one than that
 * which the command met.
 */
final class RefusalText {
    private RefusalText() {}

    /** Empty when the status says all that is known. */
    static String of(Plant plant, Command command, int status) {
        return switch (command.kind().target()) {
            case TAG -> ofTag(plant.site(), command, status);
            case ALARM -> ofAlarm(plant, command, status);
            case MACHINE -> ofMachine(plant, command, status);
            case LOG_BOOK -> ofLogBook(status);
        };
    }

    private static String ofLogBook(int status) {
        return switch (status) {
            case Quality.BAD_OUT_OF_RANGE -> "An entry has at most " + Command.MAX_ENTRY_LENGTH + " characters.";
            case Quality.BAD_EVENT_ID_UNKNOWN -> "An entry is about an event that has been.";
            default -> "";
        };
    }

    private static String ofTag(SitePlan site, Command command, int status) {
        TagDefinition tag = site.tag(command.target());
        if (tag == null) {
            return "";
        }
        return switch (status) {
            case Quality.BAD_OUT_OF_RANGE ->
                Double.isNaN(tag.rangeLow()) && Double.isNaN(tag.rangeHigh())
                        ? tag.name() + " takes no such value."
                        : tag.name() + " takes values "
                                + range(tag.type(), tag.rangeLow(), tag.rangeHigh(), tag.unit());
            case Quality.BAD_INVALID_STATE ->
                command.kind() == Command.Kind.RELEASE
                        ? tag.name() + " is not forced."
                        : tag.name() + " is forced; it has to be released first.";
            case Quality.BAD_NOT_WRITABLE -> tag.name() + " is not writable.";
            default -> "";
        };
    }

    /** What an attribute takes. */
    static String range(Attribute attribute) {
        boolean isFloat = attribute.type() == TagType.FLOAT64;
        return isFloat
                ? range(
                        attribute.type(),
                        Double.longBitsToDouble(attribute.minimum().bits()),
                        Double.longBitsToDouble(attribute.maximum().bits()),
                        attribute.unit())
                : between(
                        String.valueOf(attribute.minimum().bits()),
                        String.valueOf(attribute.maximum().bits()),
                        attribute.unit());
    }

    private static String range(TagType type, double low, double high, String unit) {
        if (Double.isNaN(low) || low == -Double.MAX_VALUE || Double.isInfinite(low)) {
            return "up to " + number(type, high) + (unit.isEmpty() ? "" : " " + unit) + ".";
        }
        if (Double.isNaN(high) || high == Double.MAX_VALUE || Double.isInfinite(high)) {
            return "from " + number(type, low) + (unit.isEmpty() ? "" : " " + unit) + " on.";
        }
        return between(number(type, low), number(type, high), unit);
    }

    private static String between(String low, String high, String unit) {
        return "from " + low + " to " + high + (unit.isEmpty() ? "" : " " + unit) + ".";
    }

    private static String number(TagType type, double number) {
        boolean isWhole = type != TagType.FLOAT64 && number == Math.rint(number) && Math.abs(number) < 1e15;
        return isWhole ? Long.toString((long) number) : Double.toString(number);
    }

    private static String ofAlarm(Plant plant, Command command, int status) {
        AlarmDefinition alarm = plant.site().alarm(command.target());
        AlarmSnapshot state = new AlarmSnapshot();
        if (alarm == null || !plant.alarms().read(command.target(), state)) {
            return "";
        }
        return switch (status) {
            case Quality.BAD_SHELVING_TIME_OUT_OF_RANGE -> {
                long longestNs = alarm.policy().maxShelveNs();
                yield longestNs == 0
                        ? alarm.name() + " can not be shelved; its longest time is 0s."
                        : alarm.name() + " can be shelved for at most " + Quantity.durationText(longestNs)
                                + "; a shelf may not be over by now and begins within a year.";
            }
            case Quality.BAD_INVALID_STATE ->
                alarm.name() + " is " + state.state + " now"
                        + (state.state == state.base ? "" : ", underneath " + state.base) + ".";
            case Quality.BAD_EVENT_ID_UNKNOWN ->
                state.occurrence == 0
                        ? alarm.name() + " has not occurred yet."
                        : "The present occurrence of " + alarm.name() + " is " + state.occurrence + ".";
            default -> "";
        };
    }

    private static String ofMachine(Plant plant, Command command, int status) {
        MachineSnapshot state = new MachineSnapshot();
        boolean isAboutState = status == Quality.BAD_INVALID_STATE || status == Quality.BAD_NOT_SUPPORTED;
        if (!isAboutState
                || plant.site().machine(command.target()) == null
                || !plant.machines().read(command.target(), state)) {
            return "";
        }
        String name = plant.site().machine(command.target()).name();
        return name + " is in " + MachineView.stateName(plant.machineDeclaration(command.target()), state.state)
                + (state.isFaulted ? " and faulted" : "") + " now"
                + (command.kind() == Command.Kind.CONFIRM_TRANSITION && state.pendingSequence != command.occurrence()
                        ? "; no transition waits for that confirmation."
                        : "; operators may ask for: "
                                + String.join(
                                        ", ", MachineView.allowed(plant.machineDeclaration(command.target()), state))
                                + ".");
    }
}
