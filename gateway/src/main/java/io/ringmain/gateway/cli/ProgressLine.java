package io.ringmain.gateway.cli;

import io.ringmain.historian.files.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Progress of a command on a terminal: one line on stderr, from a second after the start on; nowhere else anything. */
final class ProgressLine implements Progress, AutoCloseable {
    private static final long FIRST_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int PERCENT = 100;
    private static final int WIDTH = 40;

    private final PrintWriter err;
    private final String what;
    private final boolean isShown;
    private long dueNs = System.nanoTime() + FIRST_NS;
    private boolean isDrawn;

    ProgressLine(PrintWriter err, String what) {
        this(err, what, isTerminal());
    }

    ProgressLine(PrintWriter err, String what, boolean isTerminal) {
        this.err = err;
        this.what = what;
        this.isShown = isTerminal;
    }

    /** From Java 22 on there is a console without a terminal, too, which says so itself. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    @Override
    public void at(long done, long whole) {
        if (!isShown || System.nanoTime() - dueNs < 0) {
            return;
        }
        dueNs = System.nanoTime() + EVERY_NS;
        double share = whole <= 0 ? 0 : Math.max(0, Math.min(1, (double) done / whole));
        int filled = (int) (share * WIDTH);
        err.print("\r" + what + " [" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + (int) (share * PERCENT)
                + " %");
        err.flush();
        isDrawn = true;
    }

    /** The same, ending the work when the process is told to end, so that nothing half-done is left. */
    Progress endedBy(Interruption interruption) {
        return (done, whole) -> {
            at(done, whole);
            if (interruption.isAsked()) {
                throw new CommandFailure(ExitCode.FAILED, "stopped before the end, nothing was written");
            }
        };
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (isDrawn) {
            err.print("\r" + " ".repeat(what.length() + WIDTH + 9) + "\r");
            err.flush();
            isDrawn = false;
        }
    }
}
