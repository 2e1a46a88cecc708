package io.ringmain.perf.lane;

import io.ringmain.perf.JavaCommand;
import io.ringmain.perf.SuiteFailedException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A lane in a JVM of its own, with this one's flags and a fixed heap, and what its windows came to. Between windows it
 * waits for its input.
 *
 * <p>Thread: its owner.
 */
public final class LaneProcess implements AutoCloseable {
    /** Room for a design that allocates: its young generation lasts for some million updates. */
    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g", "-Xmn512m", "-XX:MaxDirectMemorySize=2g");

    private static final long PATIENCE_S = 20;

    private final LaneKind kind;
    private final Process process;
    private final BufferedReader from;
    private final BufferedWriter to;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> cpuNs = new ArrayList<>();

    private LaneProcess(LaneKind kind, Process process) {
        this.kind = kind;
        this.process = process;
        from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        to = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it and waits until it can begin. */
    public static LaneProcess start(LaneKind kind, int tags) {
        try {
            Process process = new ProcessBuilder(JavaCommand.of(
                            HEAP, LaneMain.class.getName(), List.of(kind.name(), Integer.toString(tags))))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            LaneProcess lane = new LaneProcess(kind, process);
            lane.answer();
            return lane;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One window; nothing of it is kept. */
    public void warmUp(long forNs) {
        measure(forNs);
    }

    /** One window. */
    public void window(long forNs) {
        String[] figures = measure(forNs).split(" ");
        rates.add(Double.parseDouble(figures[0]));
        cpuNs.add(Double.parseDouble(figures[1]));
    }

    private String measure(long forNs) {
        try {
            to.write(Long.toString(forNs));
            to.newLine();
            to.flush();
            return answer();
        } catch (IOException e) {
            throw new SuiteFailedException(kind + ": " + e.getMessage(), e);
        }
    }

    /** Events a second, one value a window. */
    public List<Double> rates() {
        return List.copyOf(rates);
    }

    /** CPU time of the lane's stages, ns an event, of the same windows; not a number where the lane does not take it. */
    public List<Double> cpuNs() {
        return List.copyOf(cpuNs);
    }

    private String answer() throws IOException {
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            if (line.startsWith(LaneMain.MARK)) {
                return line.substring(LaneMain.MARK.length());
            }
        }
        throw new SuiteFailedException(kind + ": its JVM has ended");
    }

    @Override
    public void close() {
        try {
            to.close();
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
