package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.historian.audit.AuditStatus;
import java.io.IOException;

/** How far the journal is chained and signed. */
public final class AuditView {
    private static final long MS_NS = 1_000_000L;

    private AuditView() {}

    /** @param status null when the journal is not signed */
    public static void write(JsonGenerator out, AuditStatus status) throws IOException {
        if (status == null) {
            out.writeNullField("audit");
            return;
        }
        out.writeObjectFieldStart("audit");
        out.writeNumberField("signedSequence", status.signedSequence());
        out.writeNumberField("chainedSequence", status.chainedSequence());
        out.writeNumberField("lag", status.chainedSequence() - status.signedSequence());
        if (status.signedMs() == 0) {
            out.writeNullField("signedAt");
        } else {
            Json.time(out, "signedAt", status.signedMs() * MS_NS);
        }
        out.writeStringField("key", status.key());
        out.writeStringField("problem", status.problem());
        out.writeEndObject();
    }
}
