package io.ringmain.gateway.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.plant.OutcomeListener;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.spi.LinkState;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What has been handed over by kind: changes of alarms, machines and links, ends of commands, configurations.
 *
 * <p>Thread: counted by OUTCOMES alone, read by any. Allocates: nothing per event.
 */
final class OutcomeFigures implements OutcomeListener, MultiCollector {
    private static final String[] KINDS = {"alarm", "machine", "link", "command", "configuration"};
    private static final int ALARM = 0;
    private static final int MACHINE = 1;
    private static final int LINK = 2;
    private static final int COMMAND = 3;
    private static final int CONFIGURATION = 4;

    private final AtomicLongArray counts = new AtomicLongArray(KINDS.length);

    @Override
    public void onAlarm(
            long sequence, int alarmId, AlarmInput input, int from, int regions, long occurrence, long ringTimeNs) {
        count(ALARM);
    }

    @Override
    public void onMachine(long sequence, int machineId, int from, int to, int cause, long ringTimeNs) {
        count(MACHINE);
    }

    @Override
    public void onLink(long sequence, int connectorId, LinkState state, long ringTimeNs) {
        count(LINK);
    }

    @Override
    public void onCommand(CommandOutcome outcome) {
        count(COMMAND);
    }

    @Override
    public void onConfiguration(long sequence, int version) {
        count(CONFIGURATION);
    }

    /** One writer, so no atomic addition is needed. */
    private void count(int kind) {
        counts.setRelease(kind, counts.getPlain(kind) + 1);
    }

    @Override
    public MetricSnapshots collect() {
        Families into = new Families();
        for (int i = 0; i < KINDS.length; i++) {
            into.counter(
                    "ringmain_outcomes",
                    "What has followed from events, by kind",
                    counts.getAcquire(i),
                    "kind",
                    KINDS[i]);
        }
        return into.collected();
    }
}
