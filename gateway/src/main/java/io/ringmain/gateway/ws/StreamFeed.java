package io.ringmain.gateway.ws;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.plant.OutcomeListener;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.LinkState;
import io.ringmain.gateway.view.ChangeView;
import io.ringmain.gateway.view.Json;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Carries journaled changes from OUTCOMES to the hub. OUTCOMES only copies a few fields; the text is made in the hub.
 *
 * <p>Thread: the callbacks OUTCOMES, {@link #drainTo} the hub. Allocates: per alarm, machine or link change.
 */
final class StreamFeed implements OutcomeListener {
    private static final int MAX_QUEUED = 50_000;

    private interface Change {
        StreamLog.Entry entry(Plant plant);
    }

    private final Plant plant;
    private final Runnable wake;
    private final Runnable journaled;
    private final ConcurrentLinkedQueue<Change> queue = new ConcurrentLinkedQueue<>();
    private final AskedCommands asked = new AskedCommands();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicBoolean isLosing = new AtomicBoolean();
    private final AtomicBoolean isAwake = new AtomicBoolean();

    /**
     * @param wake makes the hub call {@link #drainTo} soon
     * @param journaled called by OUTCOMES after each batch; takes nanoseconds as a rule
     */
    StreamFeed(Plant plant, Runnable wake, Runnable journaled) {
        this.plant = plant;
        this.wake = wake;
        this.journaled = journaled;
    }

    @Override
    public void onAlarm(
            long sequence, int alarmId, AlarmInput input, int from, int regions, long occurrence, long ringTimeNs) {
        AlarmSnapshot state = new AlarmSnapshot();
        // what is superseded is told by the occurrence that follows at once
        if (input == AlarmInput.SUPERSEDED || !plant.alarms().read(alarmId, state)) {
            return;
        }
        // the newest state may be ahead: the journal has to have that too
        long release = Math.max(sequence, state.sequence);
        if (state.sequence != sequence) {
            ChangeView.asOfTransition(state, sequence, input, regions, occurrence, ringTimeNs);
        }
        offer(shown -> alarm(shown.site(), alarmId, state, release));
    }

    private static StreamLog.Entry alarm(SitePlan site, int alarmId, AlarmSnapshot state, long release) {
        if (site.alarm(alarmId) == null) {
            return null;
        }
        return entry("alarm", state.sequence, release, out -> ChangeView.writeAlarm(out, site, alarmId, state));
    }

    @Override
    public void onMachine(long sequence, int machineId, int from, int to, int cause, long ringTimeNs) {
        offer(shown -> {
            SitePlan site = shown.site();
            if (site.machine(machineId) == null) {
                return null;
            }
            String name = site.machine(machineId).name();
            MachineDeclaration declaration = shown.machineDeclaration(machineId);
            return entry(
                    "machine",
                    sequence,
                    sequence,
                    out -> ChangeView.writeMachine(out, name, declaration, sequence, from, to, cause, ringTimeNs));
        });
    }

    @Override
    public void onLink(long sequence, int connectorId, LinkState state, long ringTimeNs) {
        offer(shown -> {
            SitePlan site = shown.site();
            if (site.connector(connectorId) == null || state == null) {
                return null;
            }
            String name = site.connector(connectorId).name();
            return entry("state", sequence, sequence, out -> ChangeView.writeLink(out, name, state, ringTimeNs));
        });
    }

    /** What a client subscribed to by a glob may match other tags now. */
    @Override
    public void onConfiguration(long sequence, int version) {
        offer(shown -> entry("state", sequence, sequence, out -> out.writeNumberField("configuration", version)));
    }

    @Override
    public void onAsked(long sequence, Command command, long ringTimeNs) {
        asked.add(sequence, command, ringTimeNs);
    }

    @Override
    public void onCommand(CommandOutcome outcome) {
        AskedCommands.Asked ended = asked.end(outcome);
        if (ended != null && CommandEvent.isOne(ended.command(), outcome)) {
            long sequence = outcome.sequence();
            offer(shown ->
                    entry("event", sequence, sequence, out -> CommandEvent.write(out, shown.site(), ended, outcome)));
        }
    }

    @Override
    public void onBatchEnd(long sequence) {
        journaled.run();
    }

    private static StreamLog.Entry entry(String operation, long sequence, long release, Json.Writing members) {
        return new StreamLog.Entry(sequence, null, Frame.streamed(operation, sequence, release, members));
    }

    private void offer(Change change) {
        if (queued.incrementAndGet() > MAX_QUEUED) {
            queued.decrementAndGet();
            isLosing.set(true);
        } else {
            queue.add(change);
        }
        if (isAwake.compareAndSet(false, true)) {
            wake.run();
        }
    }

    /** Appends what has come since. */
    void drainTo(StreamLog log) {
        isAwake.set(false);
        for (Change change = queue.poll(); change != null; change = queue.poll()) {
            queued.decrementAndGet();
            StreamLog.Entry entry = change.entry(plant);
            if (entry != null) {
                log.append(entry);
            }
        }
        if (isLosing.getAndSet(false)) {
            log.lose(plant.journaledSequence());
        }
    }
}
