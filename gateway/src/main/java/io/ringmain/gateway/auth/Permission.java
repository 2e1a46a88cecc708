package io.ringmain.gateway.auth;

/** What a caller may be allowed to do; {@link Role} says who may. */
public enum Permission {
    /** Tags, values, history, alarms, machines, connectors. */
    VIEW,
    /** Accounting, stages, journal and projections. */
    VIEW_SYSTEM,
    /** Acknowledge and reset alarms. */
    ACKNOWLEDGE,
    /** Write tags. */
    WRITE,
    /** Users and configuration. */
    ADMIN
}
