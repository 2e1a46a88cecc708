package io.ringmain.gateway.recorded;

import io.ringmain.core.replay.Replay;
import io.ringmain.core.replay.ReplaySession;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came of a replay, field by field as it is shown in JSON. */
public final class ReplayFigures {
    private ReplayFigures() {}

    /** Of one that was compared with what was recorded. */
    public static Map<String, Object> of(Replay.Report report, boolean isVerified) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("verified", isVerified);
        json.put("stopped", report.isStopped());
        json.put("snapshot", report.snapshot());
        json.put("snapshotSequence", report.snapshotSequence());
        json.put("events", report.events());
        json.put("results", report.results());
        json.put("hashes", report.hashes());
        json.put("stateHash", Long.toHexString(report.stateHash()));
        json.put("lastSequence", report.lastSequence());
        json.put("lastTime", Instant.ofEpochSecond(0, report.lastTimeNs()).toString());
        json.put("mismatches", report.mismatches());
        json.put("unusableSnapshots", report.unusableSnapshots());
        json.put("difference", report.difference());
        return json;
    }

    /**
     * Of one that was executed alone.
     *
     * @param events of the span that was asked for
     */
    public static Map<String, Object> of(ReplaySession session, long events) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stopped", session.isStopped());
        json.put("snapshot", session.snapshot());
        json.put("snapshotSequence", session.snapshotSequence());
        json.put("events", events);
        json.put("stateHash", Long.toHexString(session.stateHash()));
        json.put("lastSequence", session.lastSequence());
        json.put("lastTime", Instant.ofEpochSecond(0, session.ringTimeNs()).toString());
        json.put("mismatches", session.mismatches());
        return json;
    }
}
