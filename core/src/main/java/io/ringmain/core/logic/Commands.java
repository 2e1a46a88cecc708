package io.ringmain.core.logic;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Quality;

/**
 * Takes operators' commands once each and keeps their outcomes.
 *
 * <p>Thread: LOGIC. Owns: what it writes to the {@link CommandTable} and the count of commands. Allocates: for texts.
 */
final class Commands {
    /** How long a device may take to answer a write, ring time. */
    static final long DEVICE_TIMEOUT_NS = 10_000_000_000L;

    /** Low bits of a write id: the place among the results of the event; 0 for an operator's command. */
    static final int ORDINAL_BITS = 12;

    private final CommandTable commands;
    private final TagCommands tags;
    private final AlarmCommands alarms;
    private final MachineCommands machines;
    private final LogBookCommands logBook = new LogBookCommands();
    private final PriorValue prior;
    private final TimerQueue timers;
    private final Outbox outbox;
    private SitePlan site = LogicPlan.EMPTY.site();
    private long taken;

    Commands(
            CommandTable commands,
            TagCommands tags,
            AlarmCommands alarms,
            MachineCommands machines,
            PriorValue prior,
            TimerQueue timers,
            Outbox outbox) {
        this.commands = commands;
        this.tags = tags;
        this.alarms = alarms;
        this.machines = machines;
        this.prior = prior;
        this.timers = timers;
        this.outbox = outbox;
    }

    void use(LogicPlan plan) {
        site = plan.site();
        tags.use(plan);
        alarms.use(plan);
        machines.use(plan);
        logBook.use(plan);
        prior.use(plan);
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
                report(known, 0, Event.NO_VALUE);
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
        prior.read(command);
        int status = Signatures.isSatisfied(site, command) ? carryOut(event) : Quality.BAD_USER_ACCESS_DENIED;
        if (status == TagCommands.WAITS_FOR_DEVICE) {
            long deadlineNs = event.ingressTimeNs + DEVICE_TIMEOUT_NS;
            commands.putState(slot, CommandState.PENDING, 0, deadlineNs);
            timers.schedule(TimerQueue.COMMAND, slot, deadlineNs);
        } else {
            end(slot, Quality.isGood(status) ? CommandState.DONE : CommandState.FAILED, status);
            report(slot, prior.bits(), prior.type());
        }
    }

    private int carryOut(Event event) {
        Command command = event.command;
        return switch (command.kind().target()) {
            case TAG -> tags.onCommand(command, event.ingressTimeNs, event.sequence);
            case ALARM -> alarms.onCommand(command, event.ingressTimeNs, event.sequence);
            case MACHINE -> machines.onCommand(command, event.ingressTimeNs, event.sequence);
            case LOG_BOOK -> logBook.onCommand(command, event.sequence);
        };
    }

    /** A device has answered a write; answers to machines' writes and late ones have no command any more. */
    void onAnswer(Event event) {
        long writeId = event.valueBits;
        boolean isCommand = (writeId & ((1L << ORDINAL_BITS) - 1)) == 0;
        int slot = isCommand ? commands.findPending(writeId >>> ORDINAL_BITS) : CommandTable.NONE;
        if (slot != CommandTable.NONE && commands.status(slot) == 0) {
            boolean isDone = !Quality.isBad(event.statusCode);
            finish(slot, isDone ? CommandState.DONE : CommandState.FAILED, event.statusCode);
        }
    }

    void onTimeout(int slot) {
        if (commands.status(slot) == Quality.BAD_REQUEST_INTERRUPTED) {
            finish(slot, CommandState.INTERRUPTED, Quality.BAD_REQUEST_INTERRUPTED);
        } else {
            finish(slot, CommandState.TIMEOUT, Quality.BAD_TIMEOUT);
        }
    }

    /** An epoch begins: what was not answered before is never sent again. Many are told in the next events, by timers. */
    void onStart(long untilTail, long ringTimeNs) {
        for (int slot = 0; slot < commands.records().size(); slot++) {
            if (commands.state(slot) != CommandState.PENDING.code()) {
                continue;
            }
            if (outbox.tail() < untilTail) {
                finish(slot, CommandState.INTERRUPTED, Quality.BAD_REQUEST_INTERRUPTED);
            } else {
                commands.putState(slot, CommandState.PENDING, Quality.BAD_REQUEST_INTERRUPTED, ringTimeNs);
                timers.schedule(TimerQueue.COMMAND, slot, ringTimeNs);
            }
        }
    }

    /** LOGIC failed on the command: it is known as failed, and told as such without a result. */
    void onFailure(Event event) {
        Command command = event.command;
        int slot = commands.find(command.idHigh(), command.idLow());
        if (slot != CommandTable.NONE && commands.sequence(slot) == event.sequence) {
            commands.putState(slot, CommandState.FAILED, Quality.BAD_INTERNAL_ERROR, 0);
            timers.cancel(TimerQueue.COMMAND, slot);
        }
    }

    private void finish(int slot, CommandState state, int status) {
        end(slot, state, status);
        report(slot, 0, Event.NO_VALUE);
    }

    private void end(int slot, CommandState state, int status) {
        commands.putState(slot, state, status, 0);
        timers.cancel(TimerQueue.COMMAND, slot);
    }

    private void report(int slot, long priorBits, byte priorType) {
        outbox.append(
                Result.OUTCOME,
                commands.target(slot),
                priorBits,
                commands.status(slot),
                commands.state(slot),
                0,
                commands.sequence(slot),
                commands.idHigh(slot),
                commands.idLow(slot),
                priorType);
    }
}
