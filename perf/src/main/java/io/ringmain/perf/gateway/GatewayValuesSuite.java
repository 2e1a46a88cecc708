package io.ringmain.perf.gateway;

import io.ringmain.perf.Suite;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.ToldProcess;
import io.ringmain.perf.report.Figure;
import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Current values over REST beside a constant body of the same size, the client in a process of its own on the same machine. */
public final class GatewayValuesSuite implements Suite {
    static final String VALUES = "/api/v1/values?limit=1000&tags=Load.T*";
    private static final int RUNS = 5;
    private static final int WARM_UP_S = 6;
    private static final long QUIET_PER_SECOND = 10_000;

    @Override
    public String name() {
        return "gateway-values";
    }

    @Override
    public String describe() {
        return "REST: 1,000 current values, beside a constant body of that size from bare Undertow";
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
        return isLong ? 100 : 40;
    }

    @Override
    public List<String> fixedNames() {
        return List.of("gateway.values.share");
    }

    @Override
    public List<Figure> run(boolean isLong) {
        List<Figure> figures = new ArrayList<>();
        try (ServedPlant served = new ServedPlant();
                ToldProcess clients = new ToldProcess(RestClients.class, served.token())) {
            values(served, clients, isLong ? 6 : 2, figures);
        }
        return figures;
    }

    private static void values(ServedPlant served, ToldProcess clients, int seconds, List<Figure> figures) {
        double[] ours = new double[RUNS];
        double[] constant = new double[RUNS];
        try (Updates updates = new Updates(served, QUIET_PER_SECOND, 10)) {
            double[] warm = RestOrders.rate(clients, served.port(), VALUES, WARM_UP_S);
            Undertow bare = constant((int) warm[1]);
            bare.start();
            try {
                int port = ((InetSocketAddress) bare.getListenerInfo().get(0).getAddress()).getPort();
                RestOrders.rate(clients, port, "/", WARM_UP_S / 2);
                for (int run = 0; run < RUNS; run++) {
                    ours[run] = RestOrders.rate(clients, served.port(), VALUES, seconds)[0];
                    constant[run] = RestOrders.rate(clients, port, "/", seconds)[0];
                }
            } finally {
                bare.stop();
            }
            Figure own = Figure.ofRuns("gateway.values.rate", "answers/s", ours)
                    .withNote((int) warm[1] + " bytes each, 4 connections, values changing 10,000 times a second");
            Figure beside = Figure.ofRuns("gateway.values.constant", "answers/s", constant)
                    .withNote("Undertow alone, a constant body of that size from an I/O thread");
            figures.add(own);
            figures.add(beside);
            figures.add(Figure.ofRatios("gateway.values.share", own, beside).atLeast(0.3));
            if (updates.sent() == 0) {
                throw new SuiteFailedException("gateway: no updates");
            }
        }
    }

    private static Undertow constant(int bytes) {
        ByteBuffer body = ByteBuffer.allocateDirect(bytes);
        return Undertow.builder()
                .addHttpListener(0, "127.0.0.1", exchange -> {
                    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
                    exchange.getResponseSender().send(body.duplicate());
                })
                .setIoThreads(2)
                .build();
    }
}
