package io.ringmain.core.logic;

/**
 * Everything LOGIC reads. All of it stands in the snapshot and in the state hash, but for the timer queue, which is derived.
 *
 * <p>Thread: LOGIC. Allocates: at start and when definitions are added.
 */
final class LogicState {
    final StateHash hash = new StateHash();
    final CurrentValueTable values = new CurrentValueTable(hash);
    final AlarmTable alarms = new AlarmTable(hash);
    final LinkTable links = new LinkTable(hash);
    final CommandTable commands = new CommandTable(hash);
    final MachineTable machines = new MachineTable(hash);
    final TimerQueue timers = new TimerQueue();

    volatile LogicPlan plan = LogicPlan.EMPTY;
    long ringTimeNs;
    long lastSequence;
    long commandsTaken;

    RecordTable[] tables() {
        return new RecordTable[] {
            values.records(), alarms.records(), links.records(), commands.records(), machines.records()
        };
    }

    long fullSum() {
        long sum = 0;
        for (RecordTable table : tables()) {
            sum += table.fullHash();
        }
        return sum;
    }

    /** After an exception: no reader may wait for a record that nobody writes any more. */
    void closeOpenRecords() {
        for (RecordTable table : tables()) {
            table.closeIfOpen();
        }
    }

    /** Makes room in the timer queue for everything in the plan. */
    void ensureTimers() {
        timers.ensure(TimerQueue.ALARM, plan.alarmCount());
        timers.ensure(TimerQueue.MACHINE, plan.machineCount());
        timers.ensure(TimerQueue.COMMAND, commands.records().size());
    }

    /** Builds the timer queue again from the tables. */
    void rebuildTimers() {
        ensureTimers();
        timers.clear();
        for (int id = 0; id < plan.alarmCount(); id++) {
            if (alarms.deadlineNs(id) != 0) {
                timers.schedule(TimerQueue.ALARM, id, alarms.deadlineNs(id));
            }
        }
        for (int id = 0; id < plan.machineCount(); id++) {
            if (machines.nextStepNs(id) != 0) {
                timers.schedule(TimerQueue.MACHINE, id, machines.nextStepNs(id));
            }
        }
        for (int slot = 0; slot < commands.records().size(); slot++) {
            if (commands.deadlineNs(slot) != 0) {
                timers.schedule(TimerQueue.COMMAND, slot, commands.deadlineNs(slot));
            }
        }
    }
}
