package io.ringmain.perf.gateway;

import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.ToldProcess;
import io.ringmain.perf.report.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * WebSockets of the gateway, their clients in a process of their own on the same machine: how old what they show is while
 * updates arrive faster than anyone could be sent them, what clients cost that never read, and how soon a change is at a client
 * that wants it at once.
 */
public final class GatewayStreamSuite implements Suite {
    private static final int CLIENTS = 100;
    private static final long MANY_PER_SECOND = 1_000_000;
    private static final int MANY_BATCH = 500;
    private static final long PUSHED_PER_SECOND = 10_000;
    private static final int RUNS = 5;
    private static final int WARM_UP_S = 4;
    private static final int WINDOW_S = 3;
    private static final int WINDOW_LONG_S = 10;
    private static final int STUCK_S = 6;
    private static final double MIB = 1024 * 1024;

    @Override
    public String name() {
        return "gateway-stream";
    }

    @Override
    public String describe() {
        return "WebSocket: 100 clients x 1,000 tags at 10 Hz with 1M updates/s; clients that never read; changes pushed";
    }

    @Override
    public boolean isForked() {
        return true;
    }

    @Override
    public boolean isInShort() {
        return false;
    }

    @Override
    public int seconds(boolean isLong) {
        return isLong ? 160 : 80;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("gateway.staleness.p99", "gateway.stuck.memory", "gateway.push.p99");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        int seconds = isLong ? WINDOW_LONG_S : WINDOW_S;
        List<Figure> figures = new ArrayList<>();
        try (ServedPlant served = new ServedPlant()) {
            push(served, seconds, figures);
        }
        try (ServedPlant served = new ServedPlant()) {
            staleness(served, seconds, figures);
        }
        try (ServedPlant served = new ServedPlant()) {
            stuck(served, figures);
        }
        return figures;
    }

    private static ToldProcess clients(ServedPlant served) {
        return new ToldProcess(SocketClients.class, String.valueOf(served.port()), served.token());
    }

    private static void open(ToldProcess clients, String kind, int count, double hz) {
        clients.tell(kind + " " + count + " " + hz + " Load.T*");
        clients.await(SocketClients.OPENED);
    }

    /** Numbers of an answer: four for each of age at arrival, age shown, delay; then the values. */
    private static double[] watch(ToldProcess clients, int seconds) {
        clients.tell("watch " + seconds);
        String[] words = clients.await(SocketClients.WATCHED).split(" ");
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Double.parseDouble(words[i]);
        }
        return numbers;
    }

    private static void staleness(ServedPlant served, int seconds, List<Figure> figures) {
        double[] shown = new double[RUNS];
        double[] shownHalf = new double[RUNS];
        double[] arrived = new double[RUNS];
        double[] frames = new double[RUNS];
        double[] rate = new double[RUNS];
        try (Updates updates = new Updates(served, MANY_PER_SECOND, MANY_BATCH);
                ToldProcess clients = clients(served)) {
            open(clients, "read", CLIENTS, 10);
            watch(clients, WARM_UP_S);
            for (int run = 0; run < RUNS; run++) {
                long before = updates.sent();
                long begunNs = System.nanoTime();
                double[] seen = watch(clients, seconds);
                rate[run] = (updates.sent() - before) * 1e9 / (System.nanoTime() - begunNs);
                arrived[run] = seen[1];
                frames[run] = seen[3] / seconds / CLIENTS;
                shownHalf[run] = seen[4];
                shown[run] = seen[5];
            }
        }
        figures.add(Figure.ofRuns("gateway.staleness.p99", "ms", shown)
                .atMost(250)
                .withNote(
                        "now less the source time of the newest value that the client has, just before its next frame comes:"
                                + " the most it ever is; 100 clients, 1,000 tags each, 10 Hz"));
        figures.add(Figure.ofRuns("gateway.staleness.p50", "ms", shownHalf));
        figures.add(Figure.ofRuns("gateway.staleness.arrival", "ms", arrived)
                .withNote("p99 of the age of the oldest value of a frame when it is read"));
        figures.add(Figure.ofRuns("gateway.staleness.frames", "frames/s a client", frames));
        figures.add(
                Figure.ofRuns("gateway.staleness.updates", "updates/s", rate).withNote("that arrive meanwhile"));
    }

    private static void push(ServedPlant served, int seconds, List<Figure> figures) {
        double[] half = new double[RUNS];
        double[] most = new double[RUNS];
        double[] share = new double[RUNS];
        try (ToldProcess clients = clients(served);
                Updates updates = new Updates(served, PUSHED_PER_SECOND, 1)) {
            open(clients, "values", 1, 0);
            watch(clients, WARM_UP_S);
            for (int run = 0; run < RUNS; run++) {
                long before = updates.sent();
                double[] seen = watch(clients, seconds);
                half[run] = seen[8];
                most[run] = seen[9];
                share[run] = 100.0 * seen[12] / (updates.sent() - before);
            }
        }
        figures.add(Figure.ofRuns("gateway.push.p99", "ms", most)
                .atMost(2)
                .withNote(
                        "from the moment at which a change was to be published until the client has read it; hz 0, 10,000"
                                + " changes/s of 1,000 tags, one client"));
        figures.add(Figure.ofRuns("gateway.push.p50", "ms", half));
        figures.add(
                Figure.ofRuns("gateway.push.values", "% of the changes", share).withNote("the others were conflated"));
    }

    /** What is live after a collection, what stands in buffers, and what the system keeps for sockets. */
    private static void stuck(ServedPlant served, List<Figure> figures) {
        double[] all = new double[RUNS];
        double[] process = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            try (Updates updates = new Updates(served, MANY_PER_SECOND / 10, MANY_BATCH);
                    ToldProcess clients = clients(served)) {
                pause(1);
                double ownBefore = ownBytes();
                double systemBefore = socketBytes();
                open(clients, "silent", CLIENTS, 10);
                pause(STUCK_S);
                process[run] = (ownBytes() - ownBefore) / MIB;
                all[run] = process[run] + (socketBytes() - systemBefore) / MIB;
                if (updates.sent() == 0) {
                    throw new SuiteFailedException("gateway-stream: no updates");
                }
            }
        }
        figures.add(Figure.ofRuns("gateway.stuck.memory", "MiB", all)
                .atMost(50)
                .withNote(
                        "100 clients that never read, 1,000 tags each at 10 Hz, 6 s after: live heap, direct buffers, and the"
                                + " system's buffers of all sockets of both ends"));
        figures.add(Figure.ofRuns("gateway.stuck.process", "MiB", process).withNote("of that the server's process"));
    }

    private static double ownBytes() {
        for (int i = 0; i < 2; i++) {
            System.gc();
        }
        double direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> "direct".equals(pool.getName()))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() + direct;
    }

    /** Memory of TCP sockets, all of the machine's. */
    private static double socketBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/net/sockstat"))) {
                int at = line.indexOf("mem ");
                if (line.startsWith("TCP:") && at > 0) {
                    return 4_096.0 * Long.parseLong(line.substring(at + 4).trim());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new SuiteFailedException("gateway-stream: /proc/net/sockstat says nothing of TCP");
    }

    private static void pause(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException("gateway-stream: interrupted");
        }
    }
}
