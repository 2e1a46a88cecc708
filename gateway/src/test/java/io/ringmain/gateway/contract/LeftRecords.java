package io.ringmain.gateway.contract;

import io.ringmain.core.plant.OutcomeListener;
import io.ringmain.core.ring.Command;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What requests leave on record: commands in the journal, and notes. Thread: any. */
final class LeftRecords implements AuditTrail, OutcomeListener {
    private static final String ORIGIN = "rest 127.0.0.1";
    private static final Set<String> READING = Set.of("GET", "HEAD");
    /** Operations that read, and take a body because a path has no room for what is asked. */
    private static final Set<String> READS = Set.of(
            "POST /prom/api/v1/query",
            "POST /prom/api/v1/query_range",
            "POST /prom/api/v1/series",
            "POST /prom/api/v1/labels",
            "POST /api/v1/history:query",
            "POST /api/v1/auth/ws-ticket",
            "POST /api/v1/connectors/{name}/browse:tags");

    /** Commands are kept as the notes that they stand for. */
    private final ConcurrentLinkedQueue<AuditNote> left = new ConcurrentLinkedQueue<>();

    @Override
    public void note(AuditNote note) {
        left.add(note);
    }

    @Override
    public void onAsked(long sequence, Command command, long ringTimeNs) {
        left.add(AuditNote.done(command.user(), command.kind().name(), "#" + command.target(), command.origin()));
    }

    void clear() {
        left.clear();
    }

    /**
     * What is wrong with what a request has left, empty when nothing is.
     *
     * @param isKnown whether the caller had logged in
     */
    String problem(Request request, int status, boolean isKnown) {
        Operation operation = request.operation();
        boolean isChange =
                !request.isDryRun() && !READING.contains(operation.method()) && !READS.contains(operation.name());
        boolean isNoAccess = status == 401 || status == 403 || status == 429;
        if (!isChange && !isNoAccess) {
            return "";
        }
        List<AuditNote> found = List.copyOf(left);
        boolean isLeft = found.stream()
                .anyMatch(note -> note.origin().equals(ORIGIN)
                        && !note.action().isEmpty()
                        && (!isKnown || !note.user().isEmpty())
                        && (!note.action().equals("request") || !note.target().isEmpty())
                        && (status < 400
                                || !note.code().equals(AuditNote.GOOD)
                                || note.target().startsWith("#")));
        return isLeft ? "" : "answers " + status + " and leaves " + found;
    }
}
