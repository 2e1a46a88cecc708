package io.ringmain.connectors.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A way to a server that can be closed, opened again at the same port, and held up with its connections open. */
public final class Relay {
    private final int port;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean isHanging;
    private volatile ServerSocket listener;
    private volatile Thread acceptor;

    public Relay(int port, int target) {
        this.port = port;
        this.target = target;
    }

    public int port() {
        return port;
    }

    public void open() {
        try {
            ServerSocket opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener = opened;
            acceptor = start("accept", () -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing goes through, nothing is lost. */
    public void hang(boolean isHeldUp) {
        isHanging = isHeldUp;
        tellWaiting();
    }

    private void awaitFlow(Socket from) throws InterruptedException {
        lock.lock();
        try {
            while (isHanging && !from.isClosed()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void tellWaiting() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private static Thread start(String name, Step step) {
        Thread thread = new Thread(
                () -> {
                    try {
                        step.run();
                    } catch (IOException | InterruptedException e) {
                        // the connection or the relay was closed
                    }
                },
                "relay-" + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept(ServerSocket from) throws IOException {
        while (true) {
            Socket client = from.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(client);
            sockets.add(server);
            if (from.isClosed()) {
                close(client);
                close(server);
            }
            start("out", () -> pump(client, server));
            start("in", () -> pump(server, client));
        }
    }

    private void pump(Socket from, Socket to) throws IOException, InterruptedException {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                awaitFlow(from);
                out.write(buffer, 0, n);
            }
        } finally {
            tellWaiting(); // the other direction is over, too
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // it is gone anyway
        }
    }

    public void close() {
        ServerSocket open = listener;
        if (open != null) {
            close(open);
            awaitAcceptor();
        }
        sockets.forEach(Relay::close);
        sockets.clear();
        tellWaiting();
    }

    /** Only when it has ended is the port free again. */
    private void awaitAcceptor() {
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
