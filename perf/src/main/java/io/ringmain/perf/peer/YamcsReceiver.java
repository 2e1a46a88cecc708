package io.ringmain.perf.peer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An instance of Yamcs that fetches packets, asked over HTTP how far it is. */
final class YamcsReceiver implements Receiver {
    private static final long LOOK_NS = 5_000_000;
    private static final long PATIENCE_NS = 30_000_000_000L;
    private static final double TOO_HIGH = YamcsDatabase.LIMIT + 5;

    private final YamcsProcess process;
    private final YamcsApi api;

    YamcsReceiver(YamcsProcess process, YamcsApi api) {
        this.process = process;
        this.api = api;
    }

    void awaitRunning() {
        await("it does not answer", api::isRunning);
    }

    @Override
    public void awaitApplied(PacketSource sent) {
        int tag = sent.lastTag();
        await("packet " + sent.count() + " is not applied", () -> api.currentValue(tag) == sent.lastValue());
    }

    /** The first tag's alarm comes, is seen to return to normal, and goes when it is acknowledged. */
    void checkAlarms(PacketServer server, PacketSource source) {
        server.send(source.next(TOO_HIGH));
        awaitApplied(source);
        await("a value over the limit raises no alarm", () -> isActive(api.alarm(0)));
        server.send(source.nextBatch());
        awaitApplied(source);
        await("an alarm does not return to normal", () -> !isActive(api.alarm(0)));
        api.acknowledge(0, api.alarm(0).path("seqNum").asLong());
        await("an acknowledged alarm does not go", () -> api.alarm(0).isMissingNode());
    }

    private static boolean isActive(JsonNode alarm) {
        return !alarm.isMissingNode() && !alarm.path("processOK").asBoolean();
    }

    /** All packets sent are recorded, in their order, and the last value can be read back by its tag. */
    void checkRecorded(PacketSource sent) {
        await("not all " + sent.count() + " packets are recorded", () -> api.recordedPackets() == sent.count());
        await("the last value is not recorded", () -> api.recordedValue(sent.lastTag()) == sent.lastValue());
    }

    private void await(String what, BooleanSupplier isSo) {
        long until = System.nanoTime() + PATIENCE_NS;
        while (!isSo.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw process.failed(what);
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }
}
