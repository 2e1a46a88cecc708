package io.ringmain.connectors.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire that can be frozen: connections stay open, but nothing that is sent arrives any more. */
public final class TcpRelay implements AutoCloseable {
    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean isFrozen;
    private volatile boolean isCut;
    private volatile byte[][] falsified;

    public TcpRelay(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void freeze(boolean frozen) {
        isFrozen = frozen;
    }

    /** Puts other bytes, as many, in place of those wherever the server sends them; nulls to leave them as they are. */
    public void falsify(byte[] from, byte[] to) {
        falsified = from == null ? null : new byte[][] {from, to};
    }

    private void falsify(byte[] buffer, int length) {
        byte[][] present = falsified;
        for (int at = 0; present != null && at + present[0].length <= length; at++) {
            if (Arrays.equals(buffer, at, at + present[0].length, present[0], 0, present[0].length)) {
                System.arraycopy(present[1], 0, buffer, at, present[1].length);
            }
        }
    }

    /** Ends all connections, and ends new ones at once until it is mended. */
    public void cut(boolean isNow) throws IOException {
        isCut = isNow;
        if (isNow) {
            for (Socket socket : sockets) {
                socket.close();
            }
            sockets.clear();
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private static void start(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (IOException e) {
                        // the connection or the relay was closed
                    }
                },
                "relay-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            try {
                if (isCut) {
                    throw new IOException("cut");
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                start("out", () -> pump(client, server, false));
                start("in", () -> pump(server, client, true));
            } catch (IOException e) {
                client.close();
            }
        }
    }

    private void pump(Socket from, Socket to, boolean isOfServer) throws IOException {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (isOfServer) {
                    falsify(buffer, n);
                }
                if (!isFrozen) {
                    out.write(buffer, 0, n);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
