package io.ringmain.connectors.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A peer in a process of its own: a script of {@code connectors/peers} that Node.js runs. It says what it has to say in lines,
 * takes orders as lines, and ends when its input does, so that none is left behind.
 */
public final class NodePeer implements AutoCloseable {
    private static final File FOLDER = new File(System.getProperty("ringmain.home"), "connectors/peers");
    private static final long PATIENCE_S = 60;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private NodePeer(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "peer-output");
        reader.setDaemon(true);
        reader.start();
    }

    public static NodePeer start(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", script));
        command.addAll(List.of(arguments));
        try {
            return new NodePeer(new ProcessBuilder(command)
                    .directory(FOLDER)
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("peer: " + e);
        }
    }

    /** The next line that begins with that, without it; what comes before is passed over. */
    public String await(String beginning) {
        List<String> passed = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        try {
            while (true) {
                String line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (line == null) {
                    throw new AssertionError("the peer did not say '" + beginning + "' but " + passed);
                }
                if (line.startsWith(beginning)) {
                    return line.substring(beginning.length()).strip();
                }
                passed.add(line);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Gives it an order. */
    public void say(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
