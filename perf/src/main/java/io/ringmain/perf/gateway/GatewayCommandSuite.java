package io.ringmain.perf.gateway;

import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.ToldProcess;
import io.ringmain.perf.load.TemporaryFolder;
import io.ringmain.perf.report.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Commands over REST beside the bare force that they wait for, while the plant is at half of what it takes; the client in a process of its own on the same machine. */
public final class GatewayCommandSuite implements Suite {
    static final String WRITTEN = "/api/v1/values/" + ServedPlant.WRITTEN;
    private static final int RUNS = 5;
    private static final int WARM_UP_S = 4;
    private static final int RECORD = 256;
    private static final int FULL_BATCH = 500;

    @Override
    public String name() {
        return "gateway-command";
    }

    @Override
    public String describe() {
        return "REST: a command answered by its outcome, beside a bare force, the ring at half load";
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
        return isLong ? 200 : 75;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("gateway.command.over");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        List<Figure> figures = new ArrayList<>();
        try (ServedPlant served = new ServedPlant();
                ToldProcess clients = new ToldProcess(RestClients.class, served.token())) {
            commands(served, clients, isLong ? 18 : 6, figures);
        }
        return figures;
    }

    private static void commands(ServedPlant served, ToldProcess clients, int seconds, List<Figure> figures) {
        double[] commands = new double[RUNS];
        double[] forces = new double[RUNS];
        double[] over = new double[RUNS];
        long most = mostPerSecond(served);
        try (Updates updates = new Updates(served, most / 2, FULL_BATCH)) {
            RestOrders.paced(clients, served.port(), "PUT", WRITTEN, WARM_UP_S);
            for (int run = 0; run < RUNS; run++) {
                commands[run] = RestOrders.paced(clients, served.port(), "PUT", WRITTEN, seconds);
                forces[run] = force(seconds);
                over[run] = commands[run] - forces[run];
            }
            figures.add(Figure.ofRuns("gateway.command.p99", "ms", commands)
                    .withNote("PUT /values/{name}, 50 a second, answered by its outcome, on disk; " + most / 2
                            + " updates/s arrive besides, half of what the plant takes here"));
            figures.add(Figure.ofRuns("gateway.force.p99", "ms", forces)
                    .withNote("append 256 bytes and force them, 50 a second, on the same disk under the same load"));
            figures.add(
                    Figure.ofRuns("gateway.command.over", "ms", over).atMost(3).withNote("the first less the second"));
            if (updates.sent() == 0) {
                throw new SuiteFailedException("gateway: no updates");
            }
        }
    }

    /** What one producer brings in when nothing else runs. */
    private static long mostPerSecond(ServedPlant served) {
        try (Updates updates = new Updates(served, 1_000_000_000L, FULL_BATCH)) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            long before = updates.sent();
            long begunNs = System.nanoTime();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
            return (updates.sent() - before) * 1_000_000_000L / (System.nanoTime() - begunNs);
        }
    }

    /** p99 in ms. */
    private static double force(int seconds) {
        Percentiles times = new Percentiles();
        try (TemporaryFolder folder = new TemporaryFolder();
                FileChannel file = FileChannel.open(
                        folder.path().resolve("forced"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer record = ByteBuffer.allocateDirect(RECORD);
            long intervalNs = TimeUnit.SECONDS.toNanos(1) / RestOrders.PACED_PER_SECOND;
            long due = System.nanoTime();
            for (long end = due + TimeUnit.SECONDS.toNanos(seconds); due < end; due += intervalNs) {
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                record.clear();
                file.write(record);
                file.force(false);
                times.add(System.nanoTime() - due);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times.at(99);
    }
}
