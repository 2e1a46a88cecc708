package io.ringmain.gateway.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.SitePlan;
import java.util.Locale;

/** How many alarms are in each state, by priority; never which. Thread: any. */
final class AlarmFigures implements MultiCollector {
    private static final String[] PRIORITIES = {"low", "medium", "high", "critical"};

    private final Plant plant;

    AlarmFigures(Plant plant) {
        this.plant = plant;
    }

    @Override
    public MetricSnapshots collect() {
        AlarmState[] states = AlarmState.values();
        long[][] counts = new long[states.length][PRIORITIES.length];
        SitePlan site = plant.site();
        AlarmSnapshot present = new AlarmSnapshot();
        for (int id = 0; id < site.alarmCount(); id++) {
            AlarmDefinition alarm = site.alarm(id);
            if (alarm != null && plant.alarms().read(id, present)) {
                AlarmLevel level = alarm.level(present.level);
                int priority = level == null ? alarm.priority() : level.priority();
                counts[present.state.ordinal()][Math.max(1, Math.min(PRIORITIES.length, priority)) - 1]++;
            }
        }
        Families into = new Families();
        for (AlarmState state : states) {
            for (int i = 0; i < PRIORITIES.length; i++) {
                into.gauge(
                        "ringmain_alarms",
                        "Alarms by the state that operators are shown and by priority",
                        counts[state.ordinal()][i],
                        "priority",
                        PRIORITIES[i],
                        "state",
                        state.name().toLowerCase(Locale.ROOT));
            }
        }
        return into.collected();
    }
}
