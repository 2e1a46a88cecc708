package io.ringmain.connectors.example;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A little device that speaks the gauge protocol. It refuses negative values.
 *
 * <p>Thread: any; one of its own for each client.
 */
final class GaugeDevice implements AutoCloseable {
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final Map<String, String> qualities = new ConcurrentHashMap<>();
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final ServerSocket listener;
    private final Thread acceptor;
    private volatile boolean isSilent;

    /** @param port 0 for any that is free */
    GaugeDevice(int port) throws IOException {
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        acceptor = daemon("gauge-device-accept", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    String value(String gauge) {
        return values.get(gauge);
    }

    void set(String gauge, String value, String quality) {
        values.put(gauge, value);
        qualities.put(gauge, quality);
        clients.forEach(client -> client.send(gauge));
    }

    void silent(boolean silent) {
        isSilent = silent;
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                Client client = new Client(listener.accept());
                clients.add(client);
                daemon("gauge-device-client", client);
            }
        } catch (IOException e) {
            // closed
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            acceptor.join(); // only then is the port free again
            for (Client client : clients) {
                client.socket.close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Client implements Runnable {
        private final Socket socket;
        private final Set<String> subscribed = ConcurrentHashMap.newKeySet();

        Client(Socket socket) {
            this.socket = socket;
        }

        @Override
        public void run() {
            try (socket;
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!isSilent) {
                        take(line.split(" ", 4));
                    }
                }
            } catch (IOException e) {
                // the client or the device is gone
            } finally {
                clients.remove(this);
            }
        }

        private void take(String[] words) {
            switch (words[0]) {
                case "PING" -> say("PONG");
                case "SUB" -> {
                    if (values.containsKey(words[1])) {
                        say("OK " + words[1]);
                        subscribed.add(words[1]);
                        send(words[1]);
                    } else {
                        say("ERR " + words[1]);
                    }
                }
                case "UNSUB" -> subscribed.remove(words[1]);
                case "SET" -> say("ACK " + words[1] + " " + write(words[2], words[3]));
                default -> say("WHAT");
            }
        }

        private String write(String gauge, String value) {
            if (!values.containsKey(gauge)) {
                return "UNKNOWN";
            }
            if (value.startsWith("-")) {
                return "REFUSED";
            }
            set(gauge, value, "GOOD");
            return "OK";
        }

        private void send(String gauge) {
            if (subscribed.contains(gauge) && !isSilent) {
                say("V " + gauge + " " + values.get(gauge) + " " + qualities.get(gauge) + " "
                        + System.currentTimeMillis());
            }
        }

        private void say(String line) {
            try {
                OutputStream out = socket.getOutputStream();
                // one call, so that lines of two threads do not mix
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // its reader notices
            }
        }
    }
}
