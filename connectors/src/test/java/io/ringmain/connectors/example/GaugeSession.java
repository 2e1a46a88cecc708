package io.ringmain.connectors.example;

import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * One connection: lines in and out, the writes that are under way, and the watch over a device that is silent.
 *
 * <p>Thread: the link's.
 */
final class GaugeSession {
    /** A longer line is not one of this protocol. */
    private static final int MOST_LINE_BYTES = 4_096;

    private final SocketChannel channel;
    private final long timeoutNs;
    private final ConnectorContext context;
    private final GaugeTags tags;
    private final ByteBuffer in = ByteBuffer.allocate(MOST_LINE_BYTES);
    private final Queue<ByteBuffer> out = new ArrayDeque<>();
    /** When each write that is under way was sent, in that order. */
    private final Map<Long, Long> underWay = new LinkedHashMap<>();

    private long heardNs = System.nanoTime();
    private boolean isPinged;

    GaugeSession(SocketChannel channel, int timeoutMs, ConnectorContext context, GaugeTags tags) {
        this.channel = channel;
        this.timeoutNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        this.context = context;
        this.tags = tags;
    }

    /** Does what can be done without waiting. */
    void step() throws IOException {
        for (int count = channel.read(in); count != 0; count = channel.read(in)) {
            if (count < 0) {
                throw new EOFException("the device has closed the connection");
            }
            heardNs = System.nanoTime();
            isPinged = false;
            takeLines();
        }
        watch();
        send();
    }

    private void takeLines() throws IOException {
        in.flip();
        int begin = 0;
        for (int i = 0; i < in.limit(); i++) {
            if (in.get(i) == '\n') {
                take(new String(in.array(), begin, i - begin, StandardCharsets.UTF_8).strip());
                begin = i + 1;
            }
        }
        in.position(begin);
        in.compact();
        if (!in.hasRemaining()) {
            throw new IOException("the device sent a line of more than " + MOST_LINE_BYTES + " bytes");
        }
    }

    private void take(String line) {
        String[] words = line.split(" ");
        if (words[0].equals("ACK") && words.length == 3) {
            answer(words[1], words[2]);
        } else if (!words[0].equals("PONG") && !words[0].equals("OK")) {
            tags.take(words);
        }
    }

    private void answer(String id, String outcome) {
        long writeId;
        try {
            writeId = Long.parseLong(id);
        } catch (NumberFormatException e) {
            return;
        }
        // an answer that comes too late, or twice, is not passed on
        if (underWay.remove(writeId) != null) {
            context.answer(
                    writeId,
                    switch (outcome) {
                        case "OK" -> Quality.GOOD;
                        case "UNKNOWN" -> Quality.BAD_NODE_ID_UNKNOWN;
                        case "REFUSED" -> Quality.BAD_OUT_OF_RANGE;
                        default -> Quality.BAD_DEVICE_FAILURE;
                    });
        }
    }

    private void watch() throws IOException {
        long now = System.nanoTime();
        if (now - heardNs > timeoutNs) {
            throw new IOException("the device is silent");
        }
        if (!isPinged && now - heardNs > timeoutNs / 2) {
            isPinged = true;
            say("PING");
        }
        Iterator<Map.Entry<Long, Long>> oldest = underWay.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Long, Long> write = oldest.next();
            if (now - write.getValue() <= timeoutNs) {
                break;
            }
            oldest.remove();
            context.answer(write.getKey(), Quality.BAD_TIMEOUT);
        }
    }

    void write(DeviceWrite write) throws IOException {
        underWay.put(write.writeId(), System.nanoTime());
        say("SET " + write.writeId() + " " + write.address() + " " + write.value());
    }

    void say(String line) throws IOException {
        out.add(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        send();
    }

    private void send() throws IOException {
        while (!out.isEmpty()) {
            channel.write(out.peek());
            if (out.peek().hasRemaining()) {
                // the device does not read: the rest goes out with the next step
                return;
            }
            out.remove();
        }
    }

    /** Answers the writes that are under way. */
    void end(int statusCode) {
        underWay.keySet().forEach(writeId -> context.answer(writeId, statusCode));
        underWay.clear();
    }
}
