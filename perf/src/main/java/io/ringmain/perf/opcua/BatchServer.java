package io.ringmain.perf.opcua;

import io.ringmain.perf.load.LoopbackServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process with an OPC UA server of as many variables as its first argument says. It says its address, then obeys lines:
 * {@code change COUNT INTERVAL_MS} changes all monitored items that often and says how many values that were and the newest one;
 * {@code reads} says how many read requests there have been. It ends with its input.
 */
final class BatchServer {
    static final String ADDRESS = "address ";
    static final String CHANGE = "change ";
    static final String CHANGED = "changed ";
    static final String READS = "reads";
    static final String READ_REQUESTS = "requests ";

    private static BatchNamespace namespace;
    private static double number;

    private BatchServer() {}

    public static void main(String[] arguments) throws IOException {
        int variables = Integer.parseInt(arguments[0]);
        try (LoopbackServer server = new LoopbackServer(milo -> namespace = new BatchNamespace(milo, variables));
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(ADDRESS + server.endpoint());
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                if (order.equals(READS)) {
                    System.out.println(READ_REQUESTS + namespace.readRequests());
                } else if (order.startsWith(CHANGE)) {
                    String[] words = order.substring(CHANGE.length()).split(" ");
                    long values = change(Integer.parseInt(words[0]), Long.parseLong(words[1]));
                    System.out.println(CHANGED + values + " " + number);
                }
            }
        }
        Runtime.getRuntime().halt(0); // Netty takes seconds to end its threads
    }

    /** Keeps the schedule: what comes late is not followed by a pause. */
    private static long change(int count, long intervalMs) {
        long values = 0;
        long due = System.nanoTime();
        for (int i = 0; i < count; i++) {
            due += TimeUnit.MILLISECONDS.toNanos(intervalMs);
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            values += namespace.change(++number);
        }
        return values;
    }
}
