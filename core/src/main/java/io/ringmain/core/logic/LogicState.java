package io.ringmain.core.logic;

import java.util.ArrayList;
import java.util.List;

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
    final MachineSettings machineSettings = new MachineSettings(hash);
    final MachineTable machines = new MachineTable(hash, machineSettings);
    /** Memory of what conditions a source's values, by tag. */
    final StateCells conditions = new StateCells(6, hash);
    /** Memory of derived tags' expressions, by tag. */
    final StateCells derivations = new StateCells(7, hash);
    /** Memory of alarm conditions beyond a compare, by alarm. */
    final StateCells alarmConditions = new StateCells(8, hash);
    /** Suppression and first-out groups, by group. */
    final StateCells alarmGroups = new StateCells(9, hash);
    /** Alarm figures, one block. */
    final StateCells alarmFigures = new StateCells(10, hash);

    final AlarmFigureTable figures = new AlarmFigureTable(alarmFigures, alarms, hash);
    /** Memory of machines beyond their registers, by machine. */
    final StateCells machineMemory = new StateCells(11, hash);
    /** Real values of tags that an operator has forced to another one, by tag. */
    final StateCells overrides = new StateCells(12, hash);

    /** Rules of designed suppression with their expressions' memory, by rule. */
    final StateCells suppressions = new StateCells(14, hash);

    final SuppressionMarks suppressionMarks = new SuppressionMarks();

    /** Derived tags that are still to be evaluated. */
    final PendingDerivations pendingDerivations = new PendingDerivations(hash);

    final TimerQueue timers = new TimerQueue();

    volatile LogicPlan plan = LogicPlan.EMPTY;
    long ringTimeNs;
    long lastSequence;
    long commandsTaken;

    LogicState() {
        values.watchedBy(suppressionMarks);
        values.watchedBy(pendingDerivations);
    }

    RecordTable[] tables() {
        return new RecordTable[] {
            values.records(),
            alarms.records(),
            links.records(),
            commands.records(),
            machines.records(),
            machineSettings.records(),
            figures.records()
        };
    }

    StateCells[] cells() {
        return new StateCells[] {
            conditions,
            derivations,
            alarmConditions,
            alarmGroups,
            alarmFigures,
            machineMemory,
            overrides,
            suppressions,
            pendingDerivations.cells()
        };
    }

    /** Everything that a snapshot holds page by page; the order is the order of its sections. */
    Captured[] captured() {
        List<Captured> all = new ArrayList<>();
        all.add(values.cells());
        all.addAll(List.of(tables()));
        all.addAll(List.of(cells()));
        return all.toArray(Captured[]::new);
    }

    /** Begins to keep everything as it is. */
    List<PageCapture> capture() {
        List<PageCapture> captures = new ArrayList<>();
        for (Captured table : captured()) {
            captures.add(table.capture());
        }
        return captures;
    }

    long fullSum() {
        long sum = 0;
        for (StateCells blocks : cells()) {
            sum += blocks.fullHash();
        }
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
        for (StateCells blocks : cells()) {
            blocks.closeIfOpen();
        }
    }

    /** A transition that waits for its confirmation waits no longer. */
    void clearPending(int machineId) {
        machineSettings.clearPending(machineId);
        timers.cancel(TimerQueue.CONFIRMATION, machineId);
    }

    /** Makes room in the timer queue for what may happen by itself; what a command makes is rare and makes its own. */
    void ensureTimers() {
        timers.ensure(TimerQueue.ALARM, plan.alarmCount());
        timers.ensure(TimerQueue.REALARM, plan.isAnyReAlarmed() ? plan.alarmCount() : 0);
        timers.ensure(TimerQueue.CONDITION, plan.alarmPlan().isAnyWithTerms() ? plan.alarmCount() : 0);
        timers.ensure(
                TimerQueue.SUPPRESSION,
                plan.suppression().rules() > 0 ? plan.suppression().ruleCount() : 0);
        timers.ensure(TimerQueue.MACHINE, plan.machineCount());
        timers.ensure(TimerQueue.CONFIRMATION, plan.machineCount());
        timers.ensure(TimerQueue.STALE, plan.tags().isAnyTimed() ? plan.tagCount() : 0);
        timers.ensure(TimerQueue.COMMAND, commands.records().size());
        timers.ensure(TimerQueue.DERIVED, plan.derived().count() > 0 ? plan.tagCount() : 0);
    }

    /** Builds the timer queue again from the tables. */
    void rebuildTimers() {
        ensureTimers();
        timers.clear();
        suppressionMarks.use(plan.suppression());
        TagTimers.rebuild(this);
        for (int id = 0; id < plan.alarmCount(); id++) {
            if (alarms.deadlineNs(id) != 0) {
                timers.schedule(TimerQueue.ALARM, id, alarms.deadlineNs(id));
            }
            if (alarms.shelfEndNs(id) != 0) {
                boolean isPlanned = alarms.shelfBeginNs(id) != 0;
                timers.schedule(TimerQueue.SHELF, id, isPlanned ? alarms.shelfBeginNs(id) : alarms.shelfEndNs(id));
            }
            if (alarms.reAlarmNs(id) != 0) {
                timers.schedule(TimerQueue.REALARM, id, alarms.reAlarmNs(id));
            }
            if (plan.alarmPlan().words(id) > 0 && alarmConditions.word(id, StaleTimes.DEADLINE) != 0) {
                timers.schedule(TimerQueue.CONDITION, id, alarmConditions.word(id, StaleTimes.DEADLINE));
            }
        }
        for (int rule = 0; rule < plan.suppression().ruleCount(); rule++) {
            if (AlarmSuppression.deadlineNs(this, rule) != 0) {
                timers.schedule(TimerQueue.SUPPRESSION, rule, AlarmSuppression.deadlineNs(this, rule));
            }
        }
        for (int id = 0; id < plan.machineCount(); id++) {
            if (machines.nextStepNs(id) != 0) {
                timers.schedule(TimerQueue.MACHINE, id, machines.nextStepNs(id));
            }
            if (machineSettings.pendingDeadlineNs(id) != 0) {
                timers.schedule(TimerQueue.CONFIRMATION, id, machineSettings.pendingDeadlineNs(id));
            }
        }
        for (int rank = 0; rank < plan.derived().count(); rank++) {
            int id = plan.derived().tag(rank);
            if (DerivedTags.nextTickNs(this, id) != 0) {
                timers.schedule(TimerQueue.DERIVED, id, DerivedTags.nextTickNs(this, id));
            }
        }
        for (int slot = 0; slot < commands.records().size(); slot++) {
            if (commands.deadlineNs(slot) != 0) {
                timers.schedule(TimerQueue.COMMAND, slot, commands.deadlineNs(slot));
            }
        }
    }
}
