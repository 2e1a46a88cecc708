package io.ringmain.connectors.modbus;

import com.digitalpetri.modbus.MbapHeader;
import com.digitalpetri.modbus.ModbusPduSerializer.DefaultRequestSerializer;
import com.digitalpetri.modbus.ModbusPduSerializer.DefaultResponseSerializer;
import com.digitalpetri.modbus.exceptions.ModbusException;
import com.digitalpetri.modbus.pdu.ModbusRequestPdu;
import com.digitalpetri.modbus.pdu.ModbusResponsePdu;
import io.ringmain.connectors.WallClock;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One connection: requests out, answers to the requests that are waiting. What is no answer to any of them is counted and
 * dropped. A stream that is not Modbus ends the connection, as nobody knows where the next message would begin.
 *
 * <pre>
 *   transaction (2) | protocol = 0 (2) | length of the rest (2) | unit (1) | function (1) | data
 * </pre>
 *
 * <p>Thread: the link's.
 */
final class ModbusWire {
    private static final int HEADER_BYTES = 7;
    private static final int LEAST_LENGTH = 3;
    private static final int MOST_LENGTH = 254;
    private static final int MOST_PDU_BYTES = 253;
    private static final int EXCEPTION = 0x80;

    private final SocketChannel channel;
    private final Selector selector;
    private final long timeoutNs;
    private final ModbusCounters counters;
    private final Map<Integer, Exchange> waiting = new HashMap<>();
    private final ByteBuffer in = ByteBuffer.allocate(8_192);
    private int lastTransaction;
    private boolean isHeard;
    private long heardNs;

    /** @param channel connected, not blocking, registered for reading */
    ModbusWire(SocketChannel channel, Selector selector, int timeoutMs, ModbusCounters counters) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.timeoutNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        this.counters = counters;
        channel.register(selector, SelectionKey.OP_READ);
    }

    Exchange send(int unit, ModbusRequestPdu request) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + MOST_PDU_BYTES);
        frame.position(HEADER_BYTES);
        try {
            DefaultRequestSerializer.INSTANCE.encode(request, frame);
        } catch (ModbusException e) {
            throw new IllegalStateException(e);
        }
        lastTransaction = lastTransaction + 1 & 0xFFFF;
        int length = frame.position();
        frame.position(0);
        MbapHeader.Serializer.encode(new MbapHeader(lastTransaction, 0, length - HEADER_BYTES + 1, unit), frame);
        frame.position(0).limit(length);
        Exchange exchange = new Exchange(unit, request.getFunctionCode(), System.nanoTime());
        waiting.put(lastTransaction, exchange);
        counters.requests.increment();
        while (frame.hasRemaining()) {
            channel.write(frame);
            if (frame.hasRemaining()) {
                // a device that does not even take requests
                if (System.nanoTime() - exchange.sentNs() > timeoutNs) {
                    throw new IOException("the device takes no requests");
                }
                pump(1);
            }
        }
        return exchange;
    }

    /** Takes in what has come, waiting for it at most that long, or until somebody wakes the selector. */
    void pump(long mostMs) throws IOException {
        if (mostMs > 0) {
            selector.select(mostMs);
        } else {
            selector.selectNow();
        }
        selector.selectedKeys().clear();
        for (int count = channel.read(in); count != 0; count = channel.read(in)) {
            if (count < 0) {
                throw new EOFException("the device has closed the connection");
            }
            in.flip();
            while (takeFrame()) {
                isHeard = true;
                heardNs = System.nanoTime();
            }
            in.compact();
        }
        expire();
    }

    private boolean takeFrame() throws IOException {
        if (in.remaining() < HEADER_BYTES) {
            return false;
        }
        int begin = in.position();
        MbapHeader header = MbapHeader.Serializer.decode(in);
        if (header.protocolId() != 0 || header.length() < LEAST_LENGTH || header.length() > MOST_LENGTH) {
            counters.malformed.increment();
            throw new IOException("what the device sends is not Modbus TCP");
        }
        if (in.remaining() < header.length() - 1) {
            in.position(begin);
            return false;
        }
        ByteBuffer pdu = in.slice(in.position(), header.length() - 1);
        in.position(in.position() + header.length() - 1);
        take(header, pdu);
        return true;
    }

    private void take(MbapHeader header, ByteBuffer pdu) {
        Exchange exchange = waiting.get(header.transactionId());
        int function = pdu.get(0) & 0xFF;
        if (exchange == null) {
            counters.late.increment();
        } else if (exchange.unit() != header.unitId()) {
            counters.foreign.increment();
        } else if (function == (exchange.function() | EXCEPTION)) {
            waiting.remove(header.transactionId());
            counters.exceptions.increment();
            exchange.refuse(pdu.get(1) & 0xFF);
        } else if (function == exchange.function()) {
            try {
                ModbusResponsePdu response =
                        (ModbusResponsePdu) DefaultResponseSerializer.INSTANCE.decode(function, pdu);
                waiting.remove(header.transactionId());
                counters.responses.increment();
                exchange.answer(response, WallClock.nowNs());
            } catch (ModbusException | BufferUnderflowException e) {
                counters.malformed.increment();
            }
        } else {
            counters.malformed.increment();
        }
    }

    private void expire() {
        long now = System.nanoTime();
        waiting.values().removeIf(exchange -> {
            boolean isOver = now - exchange.sentNs() > timeoutNs;
            if (isOver) {
                counters.timeouts.increment();
                exchange.timeOut();
            }
            return isOver;
        });
    }

    /** Whether a message has come since the connection was made. */
    boolean isHeard() {
        return isHeard;
    }

    /** Whether a message has come since a moment of System.nanoTime. */
    boolean isHeardSince(long momentNs) {
        return isHeard && heardNs - momentNs >= 0;
    }
}
