package io.ringmain.core.logic;

import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.tag.TagType;
import java.util.List;

/**
 * Brings machines from one plan to the next. One of the same name and kind goes on with its state; what was set on it at
 * run time wins over the file until the file says something else than before. A faulted machine begins anew when its own
 * definition or its kind has changed. Thread: LOGIC.
 */
final class MachineReconfiguration {
    private MachineReconfiguration() {}

    static void apply(LogicState state, LogicPlan before, LogicPlan next, long ringTimeNs) {
        for (int id = 0; id < next.machineCount(); id++) {
            LogicPlan.BoundMachine old = id < before.machineCount() ? before.machine(id) : null;
            LogicPlan.BoundMachine machine = next.machine(id);
            if (machine == null) {
                retire(state, id);
            } else if (old == null) {
                settings(state, id, null, machine);
                start(state, id, machine, ringTimeNs);
            } else {
                settings(state, id, old, machine);
                change(state, id, old, machine, ringTimeNs);
            }
        }
    }

    private static void retire(LogicState state, int id) {
        state.machines.retire(id);
        state.machineSettings.clear(id);
        state.machineMemory.define(id, 0);
        state.timers.cancel(TimerQueue.MACHINE, id);
        state.timers.cancel(TimerQueue.CONFIRMATION, id);
    }

    private static void start(LogicState state, int id, LogicPlan.BoundMachine machine, long ringTimeNs) {
        long firstNs = ringTimeNs + state.machineSettings.intervalNs(id);
        state.clearPending(id);
        state.machines.start(id, ringTimeNs, firstNs);
        state.machineMemory.define(id, machine.declaration().memoryWords());
        state.timers.schedule(TimerQueue.MACHINE, id, firstNs);
    }

    private static void change(
            LogicState state, int id, LogicPlan.BoundMachine old, LogicPlan.BoundMachine machine, long ringTimeNs) {
        boolean isSameKind = machine.declaration().isStateOf(old.declaration());
        boolean isUntouched = machine.declaration().equals(old.declaration())
                && machine.definition().equals(old.definition());
        if (!isSameKind || (state.machines.isFaulted(id) && !isUntouched)) {
            start(state, id, machine, ringTimeNs);
            return;
        }
        int pending = state.machineSettings.pendingState(id);
        if (pending >= 0 && !isUntouched) {
            state.clearPending(id);
        }
        if (state.machines.nextStepNs(id) != 0) {
            long latestNs = ringTimeNs + state.machineSettings.intervalNs(id);
            if (state.machines.nextStepNs(id) > latestNs) {
                state.machines.putNextStep(id, latestNs);
            }
            state.timers.schedule(TimerQueue.MACHINE, id, state.machines.nextStepNs(id));
        }
    }

    /** @param old null when the machine is new */
    private static void settings(LogicState state, int id, LogicPlan.BoundMachine old, LogicPlan.BoundMachine machine) {
        MachineSettings settings = state.machineSettings;
        boolean isIntervalKept = old != null
                && settings.isIntervalSet(id)
                && old.definition().intervalNs() == machine.definition().intervalNs();
        if (!isIntervalKept) {
            settings.putInterval(id, machine.definition().intervalNs(), false);
        }
        List<MachineDeclaration.Attribute> declared = machine.declaration().attributes();
        long[] bits = new long[MachineDeclaration.MAX_ATTRIBUTES];
        boolean[] isSet = new boolean[bits.length];
        for (int i = 0; i < declared.size(); i++) {
            MachineDeclaration.Attribute attribute = declared.get(i);
            bits[i] = attribute.type() == TagType.STRING ? 0 : machine.attributes()[i].bits();
            int place = old == null ? -1 : placeOf(old.declaration(), attribute);
            isSet[i] = place >= 0
                    && settings.isSet(id, place)
                    && old.attributes()[place].equals(machine.attributes()[i])
                    && attribute.isInRange(settings.attribute(id, place));
            bits[i] = isSet[i] ? settings.attribute(id, place) : bits[i];
        }
        for (int i = 0; i < bits.length; i++) {
            settings.putAttribute(id, i, bits[i], isSet[i]);
        }
    }

    /** Index of the attribute of the same name and type, -1 when there is none. */
    private static int placeOf(MachineDeclaration declaration, MachineDeclaration.Attribute attribute) {
        for (int i = 0; i < declaration.attributes().size(); i++) {
            MachineDeclaration.Attribute other = declaration.attributes().get(i);
            if (other.name().equals(attribute.name()) && other.type() == attribute.type()) {
                return i;
            }
        }
        return -1;
    }
}
