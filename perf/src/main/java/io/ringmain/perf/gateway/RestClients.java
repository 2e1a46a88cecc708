package io.ringmain.perf.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that asks a server over HTTP. Argument: token. Its input says, a line each: {@code rate PORT PATH CONNECTIONS SECONDS}
 * asks as often as the server answers; {@code paced PORT METHOD PATH PER_SECOND SECONDS} asks at that rate from one connection and measures
 * from the moment at which a request was to be sent.
 */
final class RestClients {
    /** Then answers a second and bytes of a body. */
    static final String RATE = "rate";
    /** Then half, 99 %, all in ms, and how many; then how many were no 200, and the last such status. */
    static final String PACED = "paced";

    private final String token;

    private RestClients(String token) {
        this.token = token;
    }

    public static void main(String[] arguments) throws Exception {
        RestClients clients = new RestClients(arguments[0]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String[] words = line.split(" ");
            if ("rate".equals(words[0])) {
                System.out.println(RATE + " " + clients.rate(words));
            } else {
                System.out.println(PACED + " " + clients.paced(words));
            }
        }
    }

    private String rate(String[] words) throws Exception {
        int port = Integer.parseInt(words[1]);
        byte[] request = KeptConnection.request("GET", words[2], token, "");
        long seconds = Long.parseLong(words[4]);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        AtomicLong answers = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(words[3]); i++) {
            Thread thread = new Thread(() -> {
                try (KeptConnection connection = new KeptConnection(port)) {
                    while (System.nanoTime() < end) {
                        int status = connection.ask(request);
                        if (status != 200) {
                            throw new IllegalStateException("answered with " + status);
                        }
                        answers.incrementAndGet();
                    }
                    bytes.set(connection.bodyBytes());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return (double) answers.get() / seconds + " " + bytes.get();
    }

    private String paced(String[] words) throws IOException {
        long intervalNs = TimeUnit.SECONDS.toNanos(1) / Long.parseLong(words[4]);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(words[5]));
        Percentiles times = new Percentiles();
        int failed = 0;
        int lastFailed = 0;
        try (KeptConnection connection = new KeptConnection(Integer.parseInt(words[1]))) {
            long due = System.nanoTime();
            for (int number = 0; due < end; number++) {
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                String body = "PUT".equals(words[2]) ? "{\"value\":" + number + "}" : "";
                int status = connection.ask(KeptConnection.request(words[2], words[3], token, body));
                if (status != 200) {
                    failed++;
                    lastFailed = status;
                }
                times.add(System.nanoTime() - due);
                due += intervalNs;
            }
        }
        return times.words() + " " + failed + " " + lastFailed;
    }
}
