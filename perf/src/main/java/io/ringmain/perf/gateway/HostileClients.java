package io.ringmain.perf.gateway;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process of ill will, from its start to the end of its input: tries passwords as fast as it is answered, sends the headers of many
 * requests byte by byte, and opens WebSockets and never says hello. Argument: port.
 */
final class HostileClients {
    /** When all have begun. */
    static final String BEGUN = "begun";
    /** Then how many passwords were tried. */
    static final String ENDED = "ended";

    private static final int GUESSERS = 8;
    private static final int SLOW = 200;
    private static final int SILENT = 100;
    private static final long BYTE_MS = 500;
    private static final String UPGRADE = "GET /api/v1/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Protocol: ringmain.v1.json\r\n\r\n";

    private final AtomicLong guesses = new AtomicLong();
    private final int port;

    private HostileClients(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) throws Exception {
        HostileClients clients = new HostileClients(Integer.parseInt(arguments[0]));
        for (int i = 0; i < GUESSERS; i++) {
            begin(clients::guess);
        }
        begin(clients::slow);
        begin(clients::silent);
        System.out.println(BEGUN);
        while (System.in.read() >= 0) {
            // an order ends it
            System.out.println(ENDED + " " + clients.guesses.get());
        }
        Runtime.getRuntime().halt(0);
    }

    private static void begin(Runnable act) {
        Thread thread = new Thread(act);
        thread.setDaemon(true);
        thread.start();
    }

    private void guess() {
        while (true) {
            try (KeptConnection connection = new KeptConnection(port)) {
                while (true) {
                    long number = guesses.incrementAndGet();
                    connection.ask(KeptConnection.request(
                            "POST",
                            "/api/v1/auth/login",
                            "",
                            "{\"username\":\"load\",\"password\":\"guess " + number + "\"}"));
                }
            } catch (IOException e) {
                pause();
            }
        }
    }

    private void slow() {
        byte[] head = "GET /api/v1/values HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII);
        List<Socket> open = new ArrayList<>();
        for (int sent = 0; ; sent++) {
            for (int i = 0; i < SLOW; i++) {
                try {
                    if (open.size() <= i) {
                        open.add(new Socket("127.0.0.1", port));
                    }
                    open.get(i).getOutputStream().write(sent < head.length ? head[sent] : 'x');
                } catch (IOException e) {
                    open.set(i, again(open.get(i)));
                }
            }
            pause();
        }
    }

    private void silent() {
        List<Socket> open = new ArrayList<>();
        while (true) {
            for (int i = 0; i < SILENT; i++) {
                try {
                    if (open.size() <= i) {
                        open.add(new Socket("127.0.0.1", port));
                        open.get(i).getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
                    }
                    open.get(i).getOutputStream().write(new byte[] {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0});
                } catch (IOException e) {
                    Socket other = again(open.get(i));
                    open.set(i, other);
                    write(other);
                }
            }
            pause();
        }
    }

    private static void write(Socket socket) {
        try {
            socket.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // the next round finds out
        }
    }

    private Socket again(Socket old) {
        try {
            old.close();
            return new Socket("127.0.0.1", port);
        } catch (IOException e) {
            return new Socket();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BYTE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
