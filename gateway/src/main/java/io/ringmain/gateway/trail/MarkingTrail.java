package io.ringmain.gateway.trail;

/** Hands notes on and marks the request that they are made for as recorded. Thread: any. */
public final class MarkingTrail implements AuditTrail {
    private final AuditTrail next;

    public MarkingTrail(AuditTrail next) {
        this.next = next;
    }

    @Override
    public void note(AuditNote note) {
        RequestMark.present().recorded();
        next.note(note);
    }
}
