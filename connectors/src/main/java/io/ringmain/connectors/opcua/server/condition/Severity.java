package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;

/** Priorities as severities of OPC UA, 1 to 1,000: a quarter of the scale each. */
final class Severity {
    private static final int STEP = 250;
    private static final int HIGHEST = 1_000;

    private Severity() {}

    static int ofPriority(int priority) {
        return Math.min(HIGHEST, Math.max(1, priority * STEP));
    }

    static int of(AlarmDefinition alarm, AlarmKind level) {
        return ofPriority(alarm.priorityAt(level));
    }
}
