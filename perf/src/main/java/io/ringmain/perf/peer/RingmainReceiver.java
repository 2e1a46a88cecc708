package io.ringmain.perf.peer;

import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.tag.TagValue;
import io.ringmain.perf.Sites;
import io.ringmain.perf.SuiteFailedException;
import io.ringmain.perf.load.JournalKind;
import io.ringmain.perf.load.LoadedPlant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Our plant, SHARED, journal on disk, one HI alarm a tag, with a thread that reads packets from a socket and publishes
 * their values.
 */
final class RingmainReceiver implements Receiver, AutoCloseable {
    private static final int READ_BYTES = 256 * 1024;
    private static final long LOOK_NS = 50_000;
    private static final long PATIENCE_NS = 30_000_000_000L;

    private final LoadedPlant loaded;
    private final PacketDecoder decoder;
    private final SocketChannel channel;
    private final Thread reader = new Thread(this::read, "packets");
    private volatile int packets;
    private volatile Exception failure;

    RingmainReceiver(PacketLayout layout, PacketServer server) {
        loaded = LoadedPlant.launch(ThreadingMode.SHARED, Sites.of(layout.tags(), 1), JournalKind.CHRONICLE);
        decoder = new PacketDecoder(layout, loaded.plant().publisher("packets", Backpressure.WAIT));
        try {
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        } catch (IOException e) {
            loaded.close();
            throw new SuiteFailedException("peer: " + e.getMessage(), e);
        }
        server.accept(() -> true);
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
        try {
            while (channel.read(buffer) >= 0) {
                buffer.flip();
                int decoded = decoder.decode(buffer);
                buffer.compact();
                packets += decoded; // one writer
            }
        } catch (IOException | SuiteFailedException e) {
            failure = e;
        }
    }

    @Override
    public void awaitApplied(PacketSource sent) {
        long until = System.nanoTime() + PATIENCE_NS;
        while (packets != sent.count()) {
            if (failure != null || System.nanoTime() > until) {
                throw new SuiteFailedException(
                        "peer: Ringmain took " + packets + " of " + sent.count() + " packets", failure);
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        check(loaded, sent);
    }

    /** All of it is journaled, and the last value is the current one. */
    static void check(LoadedPlant loaded, PacketSource sent) {
        TagValue value = new TagValue();
        if (!loaded.plant().drain(PATIENCE_NS / 1_000_000)
                || !loaded.plant().values().read(sent.lastTag(), value)
                || value.asDouble() != sent.lastValue()) {
            throw new SuiteFailedException("peer: Ringmain has not applied packet " + sent.count());
        }
        if (!loaded.plant().status().isHealthy()) {
            throw new SuiteFailedException("peer: " + loaded.plant().status().reasons());
        }
    }

    /** Whether the first tag's alarm is active. */
    boolean isFirstAlarmActive() {
        AlarmSnapshot alarm = new AlarmSnapshot();
        return loaded.plant().alarms().read(0, alarm) && alarm.isActive;
    }

    @Override
    public void close() {
        try (channel) {
            channel.close();
            reader.join();
        } catch (IOException e) {
            throw new SuiteFailedException("peer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            loaded.close();
        }
    }
}
