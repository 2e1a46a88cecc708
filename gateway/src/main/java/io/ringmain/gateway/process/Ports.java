package io.ringmain.gateway.process;

import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** Looks at TCP ports before anything is started on them. */
final class Ports {
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

    /** Whether only this machine can reach what listens there. */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void bind(String address, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        }
    }
}
