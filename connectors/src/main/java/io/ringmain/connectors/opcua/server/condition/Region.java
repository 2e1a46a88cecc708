package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmSnapshot.Shelf;
import io.ringmain.core.alarm.AlarmState;

/** The regions of OPC 10000-9 that are either true or false. */
enum Region {
    ENABLED("Enabled", "Disabled"),
    ACTIVE("Active", "Inactive"),
    ACKED("Acknowledged", "Unacknowledged"),
    CONFIRMED("Confirmed", "Unconfirmed"),
    SUPPRESSED("Suppressed", "Unsuppressed"),
    OUT_OF_SERVICE("Out of Service", "In Service"),
    SILENCED("Silenced", "Not Silenced"),
    LATCHED("Latched", "Not Latched"),
    SHELVED("Shelved", "Unshelved");

    private final String whenTrue;
    private final String whenFalse;

    Region(String whenTrue, String whenFalse) {
        this.whenTrue = whenTrue;
        this.whenFalse = whenFalse;
    }

    String text(boolean is) {
        return is ? whenTrue : whenFalse;
    }

    /** Whether it is true of that state. */
    boolean of(AlarmSnapshot state) {
        return switch (this) {
            case ENABLED -> state.isEnabled;
            case ACTIVE -> state.isActive;
            case ACKED -> state.isAcknowledged;
            case CONFIRMED -> state.isConfirmed;
            case SUPPRESSED -> state.isSuppressed;
            case OUT_OF_SERVICE -> state.isOutOfService;
            case SILENCED -> state.isSilenced;
            // Offered for latching alarms only: those stay latched from their activation to their reset.
            case LATCHED -> state.base != AlarmState.NORM;
            case SHELVED -> state.shelf != Shelf.UNSHELVED;
        };
    }
}
