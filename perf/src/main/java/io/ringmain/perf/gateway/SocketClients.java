package io.ringmain.perf.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process with many WebSockets of one server, all read by one thread. Arguments: port and token. Its input says, a line each:
 * {@code read COUNT HZ TAGS} and {@code values COUNT HZ TAGS} open sockets, the second to look at each value, {@code
 * silent COUNT HZ TAGS} opens some that are never read, {@code watch SECONDS} answers with what came meanwhile.
 */
final class SocketClients implements ReadSocket.Handler {
    static final String OPENED = "opened";
    /** Then percentiles of the age at arrival, of the age shown before it, of the values' own times; frames and values. */
    static final String WATCHED = "watched";

    private static final long LOOK_MS = 20;

    private final int port;
    private final String token;
    private final HttpClient rest = HttpClient.newHttpClient();
    private final Selector selector = Selector.open();
    private final List<ReadSocket> silent = new ArrayList<>();
    private final Percentiles arrivals = new Percentiles();
    private final Percentiles shown = new Percentiles();
    private final Percentiles delays = new Percentiles();
    private long readNs;
    private long readMs;
    private long values;

    private SocketClients(int port, String token) throws IOException {
        this.port = port;
        this.token = token;
    }

    public static void main(String[] arguments) throws Exception {
        SocketClients clients = new SocketClients(Integer.parseInt(arguments[0]), arguments[1]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        clients.obey(orders);
        Runtime.getRuntime().halt(0);
    }

    /** Sockets are read between orders, too. */
    private void obey(BufferedReader orders) throws Exception {
        while (true) {
            while (!orders.ready()) {
                read(LOOK_MS);
            }
            String line = orders.readLine();
            if (line == null) {
                return;
            }
            String[] words = line.split(" ");
            if ("watch".equals(words[0])) {
                System.out.println(WATCHED + " " + watch(Long.parseLong(words[1])));
            } else {
                open(words[0], Integer.parseInt(words[1]), Double.parseDouble(words[2]), words[3]);
                System.out.println(OPENED);
            }
        }
    }

    private void open(String kind, int count, double hz, String tags) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            boolean isSilent = "silent".equals(kind);
            ReadSocket socket = new ReadSocket(port, isSilent, "values".equals(kind));
            socket.begin(ticket(), tags, hz);
            if (isSilent) {
                silent.add(socket);
            } else {
                socket.channel().configureBlocking(false);
                socket.channel().register(selector, SelectionKey.OP_READ, socket);
            }
            read(1);
        }
    }

    private String ticket() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/auth/ws-ticket"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        String body = rest.send(request, HttpResponse.BodyHandlers.ofString()).body();
        String key = "\"ticket\":\"";
        int start = body.indexOf(key) + key.length();
        return body.substring(start, body.indexOf('"', start));
    }

    private String watch(long seconds) throws IOException {
        arrivals.clear();
        shown.clear();
        delays.clear();
        values = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            read(LOOK_MS);
        }
        return arrivals.words() + " " + shown.words() + " " + delays.words() + " " + values;
    }

    private void read(long waitMs) throws IOException {
        selector.select(waitMs);
        for (SelectionKey key : selector.selectedKeys()) {
            readNs = System.nanoTime();
            readMs = System.currentTimeMillis();
            ((ReadSocket) key.attachment()).read(this);
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void onFrame(ReadSocket socket, long newestMs, long oldestMs, int count) {
        values += count;
        arrivals.add(TimeUnit.MILLISECONDS.toNanos(readMs - oldestMs));
        if (socket.shownMs != 0) {
            shown.add(TimeUnit.MILLISECONDS.toNanos(readMs - socket.shownMs));
        }
        socket.shownMs = newestMs;
    }

    @Override
    public void onValue(double number) {
        delays.add(readNs - (long) number);
    }
}
