package io.ringmain.gateway.trail;

/** Where notes go. Thread: any, I/O threads too; never waits and never throws. */
@FunctionalInterface
public interface AuditTrail {

    void note(AuditNote note);
}
