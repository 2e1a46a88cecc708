package io.ringmain.core.ring;

/**
 * Publishes what is not an update: ticks, commands, answers, configurations, starts, snapshots, notes. Never waits.
 *
 * <p>Thread: any, many at once. Allocates: nothing.
 */
public final class ControlPublisher {
    private final Ring ring;
    private final IngressClock clock;
    private final Accounting accounting;
    private final int source;

    public ControlPublisher(Ring ring, IngressClock clock, Accounting accounting, int source) {
        this.ring = ring;
        this.clock = clock;
        this.accounting = accounting;
        this.source = source;
    }

    public boolean tryTick() {
        return tryPublish(EventKind.TICK, 0, 0, null, null, null);
    }

    /**
     * @param wallClockNs what the wall clock shows at the start, ns since the epoch
     * @param info what executes the epoch
     */
    public boolean tryStart(long wallClockNs, byte[] info) {
        return tryPublish(EventKind.START, wallClockNs, 0, null, info, null);
    }

    public boolean trySnapshot() {
        return tryPublish(EventKind.SNAPSHOT, 0, 0, null, null, null);
    }

    public boolean tryCommand(Command command) {
        return tryPublish(EventKind.COMMAND, 0, 0, command, null, null);
    }

    /** A device's answer. When there is no room nothing is counted: the caller keeps it, or drops it by {@link #refuse}. */
    public boolean tryAnswer(long writeId, int statusCode) {
        if (!publish(EventKind.ANSWER, writeId, statusCode, null, null, null)) {
            return false;
        }
        accounting.countReceivedShared(source);
        return true;
    }

    /** The answer to a machine's request, kept or dropped by the caller like a device's. */
    public boolean tryResult(int machineId, long requestId, int statusCode, long value) {
        long slot = ring.tryClaim();
        if (slot == Ring.FULL) {
            return false;
        }
        Event event = ring.slot(slot);
        event.reset(EventKind.RESULT, source, machineId);
        event.valueBits = requestId;
        event.statusCode = statusCode;
        event.sourceTimeNs = value;
        event.ingressTimeNs = clock.nowNs();
        ring.publish(slot);
        accounting.countReceivedShared(source);
        return true;
    }

    /** Counts an answer that was dropped. */
    public void refuse() {
        accounting.countReceivedShared(source);
        accounting.countRefusedShared(source);
    }

    /**
     * @param canonical bytes of the configuration
     * @param plan what LOGIC compiled from them
     */
    public boolean tryConfiguration(byte[] canonical, Object plan) {
        return tryPublish(EventKind.CONFIG, 0, 0, null, canonical, plan);
    }

    /**
     * A note, kept by the caller like a device's answer when there is no room.
     *
     * @param encoded what {@link Note#encode} gives
     */
    public boolean tryNote(byte[] encoded) {
        if (!publish(EventKind.NOTE, 0, 0, null, encoded, null)) {
            return false;
        }
        accounting.countReceivedShared(source);
        return true;
    }

    private boolean tryPublish(
            byte kind, long bits, int statusCode, Command command, byte[] configuration, Object attachment) {
        accounting.countReceivedShared(source);
        if (!publish(kind, bits, statusCode, command, configuration, attachment)) {
            accounting.countRefusedShared(source);
            return false;
        }
        return true;
    }

    private boolean publish(
            byte kind, long bits, int statusCode, Command command, byte[] configuration, Object attachment) {
        long slot = ring.tryClaim();
        if (slot == Ring.FULL) {
            return false;
        }
        Event event = ring.slot(slot);
        event.reset(kind, source, 0);
        event.valueBits = bits;
        event.statusCode = statusCode;
        event.command = command;
        event.configuration = configuration;
        event.attachment = attachment;
        event.ingressTimeNs = clock.nowNs();
        ring.publish(slot);
        return true;
    }
}
