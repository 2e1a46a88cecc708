package io.ringmain.gateway.process;

import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at TCP ports before anything is started on them. */
public final class Ports {
    private static final int MOST_TRIED = 100;

    private Ports() {}

    /** @throws ProvisionException when the port can not be bound; 0 always can */
    static void requireFree(String address, int port) {
        try {
            bind(address, port);
        } catch (IOException e) {
            throw new ProvisionException(
                    "port " + port + " of " + address + " can not be used (" + e.getMessage()
                            + "); stop what listens there or choose another --port",
                    e);
        }
    }

    /** The first free port of the loopback from that one on. */
    public static int freeFrom(int first) {
        for (int port = first; port < first + MOST_TRIED; port++) {
            try {
                return bind("127.0.0.1", port);
            } catch (IOException e) {
                // taken: the next one
            }
        }
        throw new ProvisionException(
                "none of the ports " + first + " to " + (first + MOST_TRIED - 1) + " of 127.0.0.1 is free");
    }

    private static int bind(String address, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
            return socket.getLocalPort();
        }
    }
}
