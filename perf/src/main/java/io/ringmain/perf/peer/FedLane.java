package io.ringmain.perf.peer;

/** Packets over TCP to whoever receives them: as many as it takes. */
final class FedLane extends Lane {
    private final PacketServer server;
    private final PacketSource source;
    private final Receiver receiver;

    FedLane(String name, long windowNs, PacketServer server, PacketSource source, Receiver receiver) {
        super(name, windowNs);
        this.server = server;
        this.source = source;
        this.receiver = receiver;
    }

    @Override
    long feed(long forNs) {
        long until = System.nanoTime() + forNs;
        int before = source.count();
        do {
            server.send(source.nextBatch());
        } while (System.nanoTime() < until);
        receiver.awaitApplied(source);
        return (long) (source.count() - before) * source.layout().values();
    }
}
