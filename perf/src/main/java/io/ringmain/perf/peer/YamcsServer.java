package io.ringmain.perf.peer;

import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.load.TemporaryFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Yamcs server with an instance for each layout, each fed by packets of its own. Thread: its owner. */
final class YamcsServer implements AutoCloseable {

    /** An instance, and what feeds it. */
    record Fed(YamcsInstance instance, PacketServer packets, PacketSource source, YamcsReceiver receiver) {

        FedLane lane(String name, long windowNs) {
            return new FedLane(name, windowNs, packets, source, receiver);
        }
    }

    private static final long SEED = 20_260_101;

    private final TemporaryFolder folder = new TemporaryFolder();
    private final List<PacketServer> packets = new ArrayList<>();
    private final List<YamcsInstance> instances = new ArrayList<>();
    private YamcsProcess process;

    /** An instance more, before the start. */
    void add(String name, PacketLayout layout, boolean hasParameterArchive) {
        PacketServer server = new PacketServer();
        packets.add(server);
        instances.add(new YamcsInstance(name, layout, server.port(), hasParameterArchive));
    }

    /** Starts it, waits until it fetches packets, and checks that its alarms come and go. */
    List<Fed> start(Path libraries, Path log) {
        try {
            int httpPort = freePort();
            YamcsFiles.write(folder.path(), httpPort, instances);
            process = new YamcsProcess(libraries, folder.path(), log);
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            List<Fed> fed = new ArrayList<>();
            for (int i = 0; i < instances.size(); i++) {
                YamcsInstance instance = instances.get(i);
                PacketSource source = new PacketSource(instance.layout(), SEED);
                YamcsReceiver receiver = new YamcsReceiver(process, new YamcsApi(client, httpPort, instance));
                if (!packets.get(i).accept(process::isAlive)) {
                    throw process.failed("its link does not connect");
                }
                receiver.awaitRunning();
                receiver.checkAlarms(packets.get(i), source);
                fed.add(new Fed(instance, packets.get(i), source, receiver));
            }
            return fed;
        } catch (IOException e) {
            throw new SuiteFailedException("peer: Yamcs could not be started: " + e.getMessage(), e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        packets.forEach(PacketServer::close);
        folder.close();
    }
}
