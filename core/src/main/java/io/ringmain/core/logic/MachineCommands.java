package io.ringmain.core.logic;

import io.ringmain.core.machine.MachineCause;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineRequest;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.nio.charset.StandardCharsets;

/**
 * What people ask of machines: transitions, confirmed in a second step where that is declared, attributes, intervals, and
 * setting a faulted machine going again. Also takes the answers to machines' own requests.
 *
 * <p>Thread: LOGIC. Owns: the {@link MachineSettings}. Allocates: for the names of users.
 */
final class MachineCommands {
    /** How long a transition waits for its confirmation, ring time. */
    static final long CONFIRMATION_NS = 30_000_000_000L;

    private static final int INITIAL = 0;

    private final LogicState state;
    private final MachineTable machines;
    private final MachineSettings settings;
    private final Outbox outbox;
    private LogicPlan plan = LogicPlan.EMPTY;
    private volatile long smallestIntervalNs = Long.MAX_VALUE;

    MachineCommands(LogicState state, Outbox outbox) {
        this.state = state;
        this.machines = state.machines;
        this.settings = state.machineSettings;
        this.outbox = outbox;
    }

    void use(LogicPlan next) {
        plan = next;
        measureIntervals();
    }

    private void measureIntervals() {
        long smallest = Long.MAX_VALUE;
        for (int id = 0; id < plan.machineCount(); id++) {
            if (plan.machine(id) != null) {
                smallest = Math.min(smallest, settings.intervalNs(id));
            }
        }
        smallestIntervalNs = smallest;
    }

    /** Smallest interval of any machine. Thread: any. */
    long smallestIntervalNs() {
        return smallestIntervalNs;
    }

    /** Gives Good, GoodCompletesAsynchronously when a confirmation must follow, or the code of the refusal. */
    int onCommand(Command command, long ringTimeNs, long sequence) {
        int id = command.target();
        if (id < 0 || id >= plan.machineCount() || plan.machine(id) == null) {
            return Quality.BAD_NODE_ID_UNKNOWN;
        }
        return switch (command.kind()) {
            case TRANSITION -> transition(id, command, ringTimeNs, sequence);
            case CONFIRM_TRANSITION -> confirm(id, command, ringTimeNs, sequence);
            case SET_ATTRIBUTE -> setAttribute(id, command, ringTimeNs);
            case SET_INTERVAL -> setInterval(id, command.durationNs(), ringTimeNs);
            default -> Quality.BAD_NOT_SUPPORTED;
        };
    }

    private int transition(int id, Command command, long ringTimeNs, long sequence) {
        MachineDeclaration declaration = plan.machine(id).declaration();
        int to = command.item();
        if (to < 0 || to >= declaration.states().size()) {
            return Quality.BAD_INVALID_ARGUMENT;
        }
        int from = machines.state(id);
        if (machines.isFaulted(id)) {
            return reset(id, from, to, ringTimeNs, sequence);
        }
        Transition transition = declaration.transition(from, to);
        if (transition == null) {
            return isOpenToOperators(declaration, to) ? Quality.BAD_INVALID_STATE : Quality.BAD_NOT_SUPPORTED;
        }
        if (!transition.isOperator()) {
            return Quality.BAD_NOT_SUPPORTED;
        }
        if (transition.isConfirmed()) {
            long untilNs = ringTimeNs + CONFIRMATION_NS;
            settings.putPending(id, to, from, sequence, untilNs, userBits(command));
            state.timers.schedule(TimerQueue.CONFIRMATION, id, untilNs);
            report(id, MachineCause.REQUEST, to, from, ringTimeNs, sequence);
            return Quality.GOOD_COMPLETES_ASYNCHRONOUSLY;
        }
        execute(id, from, to, ringTimeNs, sequence, sequence);
        return Quality.GOOD;
    }

    private static boolean isOpenToOperators(MachineDeclaration declaration, int to) {
        for (int i = 0; i < declaration.transitions().size(); i++) {
            Transition transition = declaration.transitions().get(i);
            if (transition.to() == to && transition.isOperator()) {
                return true;
            }
        }
        return false;
    }

    private void execute(int id, int from, int to, long ringTimeNs, long sequence, long askedAt) {
        state.clearPending(id);
        machines.putOperatorState(id, to, ringTimeNs, sequence);
        report(id, MachineCause.OPERATOR, to, from, ringTimeNs, askedAt);
    }

    /** A faulted machine can go to its initial state only, and does so with what it remembers. */
    private int reset(int id, int from, int to, long ringTimeNs, long sequence) {
        if (to != INITIAL) {
            return Quality.BAD_INVALID_STATE;
        }
        long firstNs = ringTimeNs + settings.intervalNs(id);
        machines.putReset(id, ringTimeNs, firstNs, sequence);
        state.timers.schedule(TimerQueue.MACHINE, id, firstNs);
        report(id, MachineCause.RESET, to, from, ringTimeNs, sequence);
        return Quality.GOOD;
    }

    private int confirm(int id, Command command, long ringTimeNs, long sequence) {
        int to = settings.pendingState(id);
        long askedAt = settings.pendingSequence(id);
        if (to < 0 || askedAt != command.occurrence() || to != command.item()) {
            return Quality.BAD_EVENT_ID_UNKNOWN;
        }
        int from = machines.state(id);
        Transition transition = plan.machine(id).declaration().transition(from, to);
        if (from != settings.pendingFrom(id) || transition == null || !transition.isOperator()) {
            // Who asked saw the machine in another state than it is in now.
            state.clearPending(id);
            return Quality.BAD_INVALID_STATE;
        }
        if (transition.isOtherUser() && settings.pendingUser(id) == userBits(command)) {
            return Quality.BAD_USER_ACCESS_DENIED;
        }
        execute(id, from, to, ringTimeNs, sequence, askedAt);
        return Quality.GOOD;
    }

    /** Nobody has confirmed it in time. */
    void onConfirmationOver(int id, long ringTimeNs) {
        int to = settings.pendingState(id);
        long askedAt = settings.pendingSequence(id);
        state.clearPending(id);
        report(id, MachineCause.TIMEOUT, to, machines.state(id), ringTimeNs, askedAt);
    }

    private static long userBits(Command command) {
        byte[] utf8 = command.user().getBytes(StandardCharsets.UTF_8);
        return CurrentValueTable.textBits(utf8, utf8.length);
    }

    private int setAttribute(int id, Command command, long ringTimeNs) {
        MachineDeclaration declaration = plan.machine(id).declaration();
        int index = command.item();
        if (index < 0 || index >= declaration.attributes().size()) {
            return Quality.BAD_INVALID_ARGUMENT;
        }
        Attribute attribute = declaration.attributes().get(index);
        if (attribute.type() == TagType.STRING) {
            return Quality.BAD_NOT_WRITABLE;
        }
        if (command.type() != attribute.type()) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        if (!attribute.isInRange(command.bits())) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        settings.putAttribute(id, index, command.bits(), true);
        reportSetting(id, index, ringTimeNs);
        return Quality.GOOD;
    }

    /** The next step comes an interval after the last one, or as soon as time goes on. */
    private int setInterval(int id, long intervalNs, long ringTimeNs) {
        if (!MachineDefinition.isInterval(intervalNs)) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        settings.putInterval(id, intervalNs, true);
        if (machines.nextStepNs(id) != 0) {
            long nextNs = Math.max(machines.lastStepNs(id) + intervalNs, ringTimeNs);
            machines.putNextStep(id, nextNs);
            state.timers.schedule(TimerQueue.MACHINE, id, nextNs);
        }
        measureIntervals();
        reportSetting(id, MachineDeclaration.NO_STATE, ringTimeNs);
        return Quality.GOOD;
    }

    private void reportSetting(int id, int attribute, long ringTimeNs) {
        int present = machines.state(id);
        report(id, MachineCause.SETTING, present, present, ringTimeNs, attribute + 1);
    }

    private void report(int id, int cause, int to, int from, long ringTimeNs, long ref) {
        outbox.append(Result.MACHINE, id, cause, to, from, ringTimeNs, ref, 0, 0);
    }

    /** An answer to a machine's request; one that nobody waits for is not applied. */
    void onResult(Event event) {
        int id = event.target;
        if (id < 0 || id >= plan.machineCount() || plan.machine(id) == null) {
            TagWriter.quarantine(event, Quality.BAD_NODE_ID_UNKNOWN);
        } else if (machines.requestState(id) == MachineRequest.OPEN && machines.requestId(id) == event.valueBits) {
            machines.putAnswer(id, event.statusCode, event.sourceTimeNs);
        }
    }

    /** An epoch begins: who was asked before does not answer any more. */
    void onStart() {
        for (int id = 0; id < plan.machineCount(); id++) {
            if (machines.requestState(id) == MachineRequest.OPEN) {
                machines.putAnswer(id, Quality.BAD_REQUEST_INTERRUPTED, 0);
            }
        }
    }
}
