package io.ringmain.perf.peer;

import io.ringmain.perf.SuiteFailedException;

/** Our plant, and what feeds it packets over TCP. Thread: its owner. */
final class RingmainStation implements AutoCloseable {
    private final PacketServer packets = new PacketServer();
    private final PacketSource source;
    private final RingmainReceiver receiver;

    /** Checks that its alarms come and go. */
    RingmainStation(PacketLayout layout, long seed) {
        source = new PacketSource(layout, seed);
        receiver = new RingmainReceiver(layout, packets);
        packets.send(source.next(YamcsDatabase.LIMIT + 5));
        receiver.awaitApplied(source);
        boolean hasCome = receiver.isFirstAlarmActive();
        packets.send(source.nextBatch());
        receiver.awaitApplied(source);
        if (!hasCome || receiver.isFirstAlarmActive()) {
            close();
            throw new SuiteFailedException("peer: an alarm of Ringmain does not come and go");
        }
    }

    FedLane lane(String name, long windowNs) {
        return new FedLane(name, windowNs, packets, source, receiver);
    }

    @Override
    public void close() {
        receiver.close();
        packets.close();
    }
}
