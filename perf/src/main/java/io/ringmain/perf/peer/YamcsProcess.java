package io.ringmain.perf.peer;

import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.load.EndedProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A Yamcs server of our own, ended with its owner, and with the JVM at the latest. Thread: its owner. */
final class YamcsProcess implements AutoCloseable {
    private static final int MEGABYTE = 1 << 20;

    private final Process process;
    private final Path log;
    private final Thread atExit;

    /**
     * Starts it on the Java of this JVM, with twice its heap.
     *
     * @param log is kept
     */
    YamcsProcess(Path libraries, Path folder, Path log) throws IOException {
        this.log = log;
        String heap = 2 * Runtime.getRuntime().maxMemory() / MEGABYTE + "m";
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms" + heap,
                        "-Xmx" + heap,
                        "-cp",
                        libraries.resolve("*").toString(),
                        "org.yamcs.YamcsServer",
                        "--etc-dir",
                        folder.resolve("etc").toString(),
                        "--no-color",
                        "--log",
                        "1"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        atExit = new Thread(process::destroyForcibly, "end yamcs");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What to throw when it does not do what it should. */
    SuiteFailedException failed(String what) {
        String state = process.isAlive() ? "" : " (it ended with " + process.exitValue() + ")";
        return new SuiteFailedException("peer: Yamcs: " + what + state + "; its log is " + log);
    }

    @Override
    public void close() {
        EndedProcess.end(process);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // the JVM is ending, and the hook ends it too
        }
    }
}
