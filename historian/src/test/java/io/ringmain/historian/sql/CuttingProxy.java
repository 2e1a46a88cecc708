package io.ringmain.historian.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands bytes on to a server on this machine, and can close a connection when it has handed on a commit. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final int target;
    private final AtomicBoolean isArmed = new AtomicBoolean();
    private final AtomicBoolean isSilent = new AtomicBoolean();

    private CuttingProxy(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    static CuttingProxy to(int port) throws IOException {
        CuttingProxy proxy = new CuttingProxy(port);
        daemon(proxy::accept);
        return proxy;
    }

    int port() {
        return listening.getLocalPort();
    }

    void cutAfterNextCommit() {
        isArmed.set(true);
    }

    /** From now on nothing comes back, as from a server that hangs; connections stay open. */
    void silence() {
        isSilent.set(true);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                AtomicBoolean isCut = new AtomicBoolean();
                daemon(() -> copy(client, server, isCut, true));
                daemon(() -> copy(server, client, isCut, false));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void copy(Socket from, Socket to, AtomicBoolean isCut, boolean isOfClient) {
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                boolean isCommit =
                        isOfClient && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains("COMMIT");
                if (isCommit && isArmed.compareAndSet(true, false)) {
                    isCut.set(true);
                }
                if (!isOfClient && isSilent.get()) {
                    continue;
                }
                if (isOfClient || !isCut.get()) {
                    out.write(buffer, 0, read);
                } else {
                    return; // the answer to the commit
                }
            }
        } catch (IOException e) {
            // one side has gone
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
