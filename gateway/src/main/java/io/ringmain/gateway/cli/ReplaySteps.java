package io.ringmain.gateway.cli;

import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.gateway.recorded.TimeProgress;
import io.ringmain.historian.files.Progress;
import java.nio.file.Path;

/** Shows how far a replay has come, by ring time, and stops it when the process is told to end. */
final class ReplaySteps implements ReplayListener {
    private final Interruption interruption;
    private final TimeProgress progress;

    ReplaySteps(Path folder, ReplayPoint to, Interruption interruption, Progress progress) {
        this.interruption = interruption;
        long writtenNs = TimeProgress.lastWrittenNs(folder);
        this.progress = new TimeProgress(progress, to.isTime() ? Math.min(to.value(), writtenNs) : writtenNs);
    }

    @Override
    public void onExecuted(ReplaySession session) {
        progress.at(session.event().ingressTimeNs);
        if (interruption.isAsked()) {
            session.stop();
        }
    }
}
