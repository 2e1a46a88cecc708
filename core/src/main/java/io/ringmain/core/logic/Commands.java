package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.nio.charset.StandardCharsets;

/**
 * Carries out operators' commands and keeps their outcomes.
 *
 * <p>Thread: LOGIC. Owns: what it writes to the {@link CommandTable} and the count of commands. Allocates: for texts.
 */
final class Commands {
    /** How long a device may take to answer a write, ring time. */
    static final long DEVICE_TIMEOUT_NS = 10_000_000_000L;

    /** Low bits of a write id: the place among the results of the event; 0 for an operator's command. */
    static final int ORDINAL_BITS = 12;

    private final CommandTable commands;
    private final TagWriter writer;
    private final AlarmEvaluator alarms;
    private final TimerQueue timers;
    private final Outbox outbox;
    private LogicPlan plan = LogicPlan.EMPTY;
    private long taken;

    Commands(CommandTable commands, TagWriter writer, AlarmEvaluator alarms, TimerQueue timers, Outbox outbox) {
        this.commands = commands;
        this.writer = writer;
        this.alarms = alarms;
        this.timers = timers;
        this.outbox = outbox;
    }

    void use(LogicPlan next) {
        plan = next;
    }

    /** Commands taken in since the data folder was made. */
    long taken() {
        return taken;
    }

    void taken(long count) {
        taken = count;
    }

    void onCommand(Event event) {
        Command command = event.command;
        int known = commands.find(command.idHigh(), command.idLow());
        if (known != CommandTable.NONE) {
            if (commands.state(known) != CommandState.PENDING.code()) {
                report(known);
            }
            return;
        }
        int slot = commands.nextSlot(taken);
        taken++;
        if (slot < commands.records().size() && commands.state(slot) == CommandState.PENDING.code()) {
            finish(slot, CommandState.TIMEOUT, Quality.BAD_TIMEOUT);
        }
        commands.put(slot, command.idHigh(), command.idLow(), event.sequence, command.target());
        timers.ensure(TimerQueue.COMMAND, slot + 1);
        int status = switch (command.kind()) {
            case WRITE -> write(event, command, slot);
            case ACKNOWLEDGE -> alarm(event, command, AlarmInput.ACKNOWLEDGE);
            case RESET -> alarm(event, command, AlarmInput.RESET);
        };
        if (status != Quality.GOOD) {
            finish(slot, CommandState.FAILED, status);
        } else if (commands.deadlineNs(slot) == 0) {
            finish(slot, CommandState.DONE, Quality.GOOD);
        }
    }

    private int alarm(Event event, Command command, AlarmInput input) {
        int id = command.target();
        if (id < 0 || id >= plan.alarmCount() || plan.alarm(id) == null) {
            return Quality.BAD_NODE_ID_UNKNOWN;
        }
        if (command.occurrence() != 0 && command.occurrence() != alarms.occurrence(id)) {
            return Quality.BAD_EVENT_ID_UNKNOWN;
        }
        return alarms.input(id, input, event.ingressTimeNs, event.sequence);
    }

    private int write(Event event, Command command, int slot) {
        TagDefinition tag = plan.site().tag(command.target());
        if (tag == null) {
            return Quality.BAD_NODE_ID_UNKNOWN;
        }
        if (!tag.isWritable()) {
            return Quality.BAD_NOT_WRITABLE;
        }
        if (command.type() != tag.type()) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        byte[] text = command.text().getBytes(StandardCharsets.UTF_8);
        if (!isInRange(tag, command.bits(), text.length)) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        if (tag.source() != null) {
            outbox.append(
                    Result.DEVICE_WRITE,
                    command.target(),
                    command.bits(),
                    0,
                    tag.type().code(),
                    0,
                    event.sequence << ORDINAL_BITS,
                    0,
                    0);
            long deadlineNs = event.ingressTimeNs + DEVICE_TIMEOUT_NS;
            commands.putState(slot, CommandState.PENDING, 0, deadlineNs);
            timers.schedule(TimerQueue.COMMAND, slot, deadlineNs);
        } else if (tag.type() == TagType.STRING) {
            writer.setText(command.target(), text, event.ingressTimeNs, event.sequence);
        } else {
            writer.set(command.target(), command.bits(), event.ingressTimeNs, event.sequence);
        }
        return Quality.GOOD;
    }

    private static boolean isInRange(TagDefinition tag, long bits, int textBytes) {
        return switch (tag.type()) {
            case BOOL -> bits == 0 || bits == 1;
            case STRING -> textBytes <= TagValue.MAX_STRING_BYTES;
            case INT64 -> isInside(tag, bits);
            case FLOAT64 ->
                Double.isFinite(Double.longBitsToDouble(bits)) && isInside(tag, Double.longBitsToDouble(bits));
        };
    }

    private static boolean isInside(TagDefinition tag, double value) {
        // A range that is not declared is NaN, which no comparison excludes.
        return !(value < tag.rangeLow()) && !(value > tag.rangeHigh());
    }

    /** A device has answered a write; answers to machines' writes and late ones have no command any more. */
    void onAnswer(Event event) {
        long writeId = event.valueBits;
        boolean isCommand = (writeId & ((1L << ORDINAL_BITS) - 1)) == 0;
        int slot = isCommand ? commands.findPending(writeId >>> ORDINAL_BITS) : CommandTable.NONE;
        if (slot != CommandTable.NONE) {
            boolean isDone = !Quality.isBad(event.statusCode);
            finish(slot, isDone ? CommandState.DONE : CommandState.FAILED, event.statusCode);
        }
    }

    void onTimeout(int slot) {
        finish(slot, CommandState.TIMEOUT, Quality.BAD_TIMEOUT);
    }

    /** An epoch begins: what was not answered before is never sent again. */
    void onStart() {
        for (int slot = 0; slot < commands.records().size(); slot++) {
            if (commands.state(slot) == CommandState.PENDING.code()) {
                finish(slot, CommandState.INTERRUPTED, Quality.BAD_REQUEST_INTERRUPTED);
            }
        }
    }

    private void finish(int slot, CommandState state, int status) {
        commands.putState(slot, state, status, 0);
        timers.cancel(TimerQueue.COMMAND, slot);
        report(slot);
    }

    private void report(int slot) {
        outbox.append(
                Result.OUTCOME,
                commands.target(slot),
                0,
                commands.status(slot),
                commands.state(slot),
                0,
                commands.sequence(slot),
                commands.idHigh(slot),
                commands.idLow(slot));
    }
}
