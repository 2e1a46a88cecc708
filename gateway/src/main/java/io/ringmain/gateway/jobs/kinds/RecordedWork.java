package io.ringmain.gateway.jobs.kinds;

import io.ringmain.core.codec.DamagedBatchException;
import io.ringmain.core.replay.ReplayException;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.JobRun;
import io.ringmain.gateway.jobs.Parameters;
import io.ringmain.gateway.recorded.TimeProgress;
import io.ringmain.gateway.view.Times;
import io.ringmain.historian.audit.AuditException;
import io.ringmain.historian.files.Progress;
import io.ringmain.historian.journal.DamagedJournalException;

/** What the kinds that read a journal have in common: spans, progress, and what is wrong with a journal. */
final class RecordedWork {
    private RecordedWork() {}

    /** Work on a journal. */
    interface Work {
        void run() throws Exception;
    }

    /** Says of a journal's faults that another attempt would find them again. */
    static void guarded(JobRun run, Work work) throws Exception {
        try {
            work.run();
        } catch (ReplayException e) {
            run.throwIfCancelled();
            throw new JobFailure("span-not-kept", e.getMessage());
        } catch (DamagedJournalException | DamagedBatchException | AuditException e) {
            run.throwIfCancelled(); // an interrupted read looks like damage
            throw new JobFailure("journal-damaged", "The journal is damaged: " + e.getMessage());
        }
    }

    /** A sequence, or an RFC 3339 time. */
    static ReplayPoint point(Parameters parameters, String name, ReplayPoint absent) {
        String text = parameters.text(name, "");
        if (text.isEmpty()) {
            return absent;
        }
        try {
            return text.matches("[0-9]{1,18}")
                    ? ReplayPoint.sequence(Long.parseLong(text))
                    : ReplayPoint.time(Times.parse(text));
        } catch (RuntimeException e) {
            throw Parameters.refused(name + ": '" + text
                    + "' is neither a sequence (as a text) nor a time such as 2026-03-01T06:00:00Z");
        }
    }

    static void requireOrder(ReplayPoint from, ReplayPoint to) {
        if (from.isTime() == to.isTime() && from.value() > to.value()) {
            throw Parameters.refused("to: must not be before from");
        }
    }

    /** Tells by ring time how far a replay is, and stops it when it is to end. */
    static ReplayListener steps(JobSite site, JobRun run, ReplayPoint to, String text) {
        long writtenNs = TimeProgress.lastWrittenNs(site.dataFolder());
        Progress shown =
                (done, whole) -> run.progress(whole <= 0 ? 0 : Math.min(1, Math.max(0, (double) done / whole)), text);
        TimeProgress progress = new TimeProgress(shown, to.isTime() ? Math.min(to.value(), writtenNs) : writtenNs);
        return session -> {
            progress.at(session.event().ingressTimeNs);
            if (run.isCancelled()) {
                session.stop();
            }
        };
    }
}
