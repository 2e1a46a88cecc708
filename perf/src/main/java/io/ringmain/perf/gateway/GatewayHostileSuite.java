package io.ringmain.perf.gateway;

import io.ringmain.perf.Suite;
import io.ringmain.perf.ToldProcess;
import io.ringmain.perf.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a client notices of others of ill will; each in a process of its own on the same machine. */
public final class GatewayHostileSuite implements Suite {
    private static final String ONE = "/api/v1/values/Load.T0";
    private static final int RUNS = 5;
    private static final int WARM_UP_S = 4;

    @Override
    public String name() {
        return "gateway-hostile";
    }

    @Override
    public String describe() {
        return "REST: one value beside guessed passwords, slow headers and WebSockets that never read";
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
        return List.of("gateway.hostile.ratio");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        List<Figure> figures = new ArrayList<>();
        try (ServedPlant served = new ServedPlant();
                ToldProcess clients = new ToldProcess(RestClients.class, served.token())) {
            hostile(served, clients, isLong ? 18 : 5, figures);
        }
        return figures;
    }

    private static void hostile(ServedPlant served, ToldProcess clients, int seconds, List<Figure> figures) {
        double[] quiet = new double[RUNS];
        double[] troubled = new double[RUNS];
        RestOrders.paced(clients, served.port(), "GET", ONE, WARM_UP_S);
        for (int run = 0; run < RUNS; run++) {
            quiet[run] = RestOrders.paced(clients, served.port(), "GET", ONE, seconds);
            try (ToldProcess hostile = new ToldProcess(HostileClients.class, String.valueOf(served.port()))) {
                hostile.await(HostileClients.BEGUN);
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                troubled[run] = RestOrders.paced(clients, served.port(), "GET", ONE, seconds);
            }
        }
        Figure undisturbed = Figure.ofRuns("gateway.quiet.p99", "ms", quiet)
                .withNote("GET of one value, 50 a second, from one client");
        Figure disturbed = Figure.ofRuns("gateway.hostile.p99", "ms", troubled)
                .withNote(
                        "the same beside 8 connections that try passwords, 200 that send headers byte by byte, 100 WebSockets"
                                + " that never read; they take their share of the two cores");
        figures.add(undisturbed);
        figures.add(disturbed);
        figures.add(
                Figure.ofRatios("gateway.hostile.ratio", disturbed, undisturbed).atMost(2));
    }
}
