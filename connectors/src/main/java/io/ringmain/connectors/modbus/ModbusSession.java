package io.ringmain.connectors.modbus;

import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import io.ringmain.connectors.WallClock;
import io.ringmain.connectors.WriteQueue;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What is done on one connection: blocks are asked for as they become due, writes go before them, and units that do not answer
 * are left alone for a while.
 *
 * <p>Thread: the link's.
 */
final class ModbusSession {
    /** How often held-back updates are flushed while nothing is to do, ms. */
    private static final long IDLE_MS = 10;

    private record Asked(PollGroup group, Block block, Exchange exchange, int tries) {}

    private final ModbusSettings settings;
    private final ModbusWire wire;
    private final PollGroups groups;
    private final ModbusValues values;
    private final ModbusCounters counters;
    private final ModbusLink link;
    private final Map<Integer, UnitState> units = new HashMap<>();
    private final Deque<Asked> outstanding = new ArrayDeque<>();
    private final ModbusWrites writes;
    private long pausedUntilNs = System.nanoTime();

    ModbusSession(
            ModbusSettings settings,
            ModbusWire wire,
            PollGroups groups,
            ModbusValues values,
            ModbusCounters counters,
            ModbusLink link) {
        this.settings = settings;
        this.wire = wire;
        this.groups = groups;
        this.values = values;
        this.counters = counters;
        this.link = link;
        this.writes = new ModbusWrites(this, settings);
        for (ModbusTag tag : groups.tags()) {
            unit(tag.address().unit());
        }
    }

    UnitState unit(int id) {
        return units.computeIfAbsent(id, any -> new UnitState(settings));
    }

    /** Until the connection is lost or the connector ends. */
    void serve(WriteQueue queue, ConnectorContext context) throws IOException {
        groups.begin(System.nanoTime());
        while (!link.isStopped()) {
            obey();
            if (wire.isHeard() || groups.isIdle()) {
                link.reached();
            }
            long untilDueNs = groups.prepare(System.nanoTime());
            DeviceWrite write = queue.poll();
            if (write != null) {
                int status = Quality.BAD_NO_COMMUNICATION;
                try {
                    status = writes.write(write, groups.tag(write.tagId()));
                } finally {
                    context.answer(write.writeId(), link.isStopped() ? Quality.BAD_SHUTDOWN : status);
                }
                continue;
            }
            PollGroup group = outstanding.size() < settings.maxInFlight() ? groups.mostUrgent() : null;
            if (group != null) {
                ask(group);
            } else if (!outstanding.isEmpty()) {
                finish(outstanding.poll());
            } else {
                wire.pump(Math.min(IDLE_MS, TimeUnit.NANOSECONDS.toMillis(untilDueNs)));
                values.flush();
            }
        }
    }

    private void obey() {
        for (PollGroup group = groups.obey(System.nanoTime()); group != null; group = groups.obey(System.nanoTime())) {
            PollGroup ordered = group;
            // what is under way for it is not waited for: a cycle of it begins anew, or none does
            outstanding.removeIf(asked -> asked.group() == ordered);
            if (group.isStopped()) {
                long now = WallClock.nowNs();
                group.tags().forEach(tag -> values.status(tag, Quality.UNCERTAIN_LAST_USABLE_VALUE, now));
            }
        }
    }

    private void ask(PollGroup group) throws IOException {
        Block block = group.next();
        long now = System.nanoTime();
        if (unit(block.unit()).isLeftAlone(now) || block.isResting(now)) {
            group.done(0);
            return;
        }
        ask(group, block, 0);
    }

    private void ask(PollGroup group, Block block, int tries) throws IOException {
        Exchange exchange = send(block.unit(), block.request());
        group.sent();
        outstanding.add(new Asked(group, block, exchange, tries));
    }

    /** Sends a request when the pause after the last answer is over. */
    private Exchange send(int unit, ModbusRequestPdu request) throws IOException {
        for (long left = pausedUntilNs - System.nanoTime();
                left > 0 && !link.isStopped();
                left = pausedUntilNs - System.nanoTime()) {
            wire.pump(Math.min(IDLE_MS, TimeUnit.NANOSECONDS.toMillis(left) + 1));
            values.flush();
        }
        return wire.send(unit, request);
    }

    private void await(Exchange exchange) throws IOException {
        while (exchange.state() == Exchange.State.WAITING && !link.isStopped()) {
            wire.pump(IDLE_MS);
            values.flush();
        }
        pausedUntilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.pauseMs());
    }

    /** Sends a request and waits for what becomes of it. */
    Exchange exchange(int unit, ModbusRequestPdu request) throws IOException {
        Exchange exchange = send(unit, request);
        await(exchange);
        return exchange;
    }

    private void finish(Asked asked) throws IOException {
        await(asked.exchange());
        switch (asked.exchange().state()) {
            case ANSWERED -> answered(asked);
            case REFUSED -> refused(asked);
            case TIMED_OUT -> timedOut(asked);
            case WAITING -> asked.group().done(0);
        }
    }

    private void answered(Asked asked) {
        unit(asked.block().unit()).answer();
        link.reached();
        byte[] data = asked.block().data(asked.exchange().response());
        if (data == null) {
            counters.malformed.increment();
            fail(asked, Quality.BAD_DEVICE_FAILURE, "an answer of the wrong length");
            return;
        }
        long timeNs = asked.exchange().answeredNs();
        for (ModbusTag tag : asked.block().tags()) {
            values.publish(tag, data, asked.block().position(tag), timeNs);
        }
        asked.group().done(asked.block().tags().size());
    }

    private void refused(Asked asked) {
        link.reached();
        int code = asked.exchange().exceptionCode();
        Block block = asked.block();
        if (ExceptionStatus.isUnitLost(code)) {
            lose(block.unit(), "the gateway does not reach unit " + block.unit());
            asked.group().failed();
            asked.group().done(0);
            return;
        }
        unit(block.unit()).answer();
        if (code == ExceptionStatus.ILLEGAL_DATA_ADDRESS && !block.isSingle()) {
            counters.divided.increment();
            asked.group().divide(block);
            asked.group().done(0);
            return;
        }
        if (code == ExceptionStatus.ILLEGAL_DATA_ADDRESS) {
            block.rest(System.nanoTime());
        }
        int status = ExceptionStatus.of(code);
        fail(asked, status, "exception code " + code);
    }

    private void fail(Asked asked, int status, String reason) {
        long now = WallClock.nowNs();
        ModbusTag first = asked.block().tags().get(0);
        link.remark(first.name() + ": " + Quality.name(status) + " (" + reason + ")");
        asked.block().tags().forEach(tag -> values.status(tag, status, now));
        asked.group().failed();
        asked.group().done(0);
    }

    private void timedOut(Asked asked) throws IOException {
        int unit = asked.block().unit();
        boolean isLostAlready = unit(unit).isLost();
        if (asked.tries() < settings.retries() && !isLostAlready) {
            ask(asked.group(), asked.block(), asked.tries() + 1);
            return;
        }
        lose(unit, "unit " + unit + " does not answer");
        asked.group().failed();
        asked.group().done(0);
        boolean isAnybodyThere = wire.isHeardSince(asked.exchange().sentNs())
                || units.values().stream().anyMatch(state -> !state.isLost());
        if (!isAnybodyThere) {
            throw new IOException("no answer within " + settings.requestTimeoutMs() + " ms");
        }
    }

    private void lose(int unit, String reason) {
        if (unit(unit).lose(System.nanoTime())) {
            link.remark(reason);
            long now = WallClock.nowNs();
            for (ModbusTag tag : groups.tags()) {
                if (tag.address().unit() == unit) {
                    values.status(tag, Quality.BAD_NO_COMMUNICATION, now);
                }
            }
        }
    }
}
