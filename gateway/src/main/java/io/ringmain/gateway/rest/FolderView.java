package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.gateway.metrics.FolderFigures;
import java.io.IOException;

/** What the data folder takes of its disk, and what it is allowed to. */
final class FolderView {
    private static final long MS_NS = 1_000_000;

    private FolderView() {}

    /** @param folder null when the process has none */
    static void write(JsonGenerator out, FolderFigures folder) throws IOException {
        FolderFigures.Reading reading = folder == null ? null : folder.last();
        if (reading == null) {
            out.writeNullField("disk");
            return;
        }
        out.writeObjectFieldStart("disk");
        out.writeNumberField("journalBytes", reading.journalBytes());
        out.writeNumberField("epochs", reading.epochs());
        out.writeNumberField("freeBytes", reading.freeBytes());
        out.writeNumberField("totalBytes", reading.totalBytes());
        out.writeNumberField("warnFreeBytes", folder.settings().warnFreeBytes());
        out.writeNumberField("minFreeBytes", folder.settings().minFreeBytes());
        out.writeNumberField("retentionMs", folder.settings().retentionNs() / MS_NS);
        out.writeNumberField("retentionBytes", folder.retentionBytes(reading));
        out.writeEndObject();
    }
}
