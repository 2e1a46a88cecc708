package io.ringmain.perf.load;

import java.util.concurrent.TimeUnit;

/** Ends a process that a suite has started: asked first, then by force. */
public final class EndedProcess {
    private static final long PATIENCE_S = 20;

    private EndedProcess() {}

    public static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
