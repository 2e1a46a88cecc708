package io.ringmain.connectors.opcua.server;

import io.netty.buffer.ByteBuf;

/**
 * Counts the messages in a stream of UA chunks by their headers, which are never encrypted (OPC 10000-6, 7.1.2.2):
 *
 * <pre>
 *   0        3        4              8
 *   +--------+--------+--------------+----
 *   | MSG    | F/C/A  | size, uint32 |
 *   +--------+--------+--------------+----
 * </pre>
 *
 * <p>Thread: the connection's. Allocates: nothing per chunk.
 */
final class MessageCount {
    private static final int HEADER_BYTES = 8;

    private final byte[] header = new byte[HEADER_BYTES];
    private int headerLength;
    /** Bytes of the present chunk that are still to come. */
    private long rest;

    /** Final chunks of messages that began in these bytes, which are not consumed. */
    int count(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        int messages = 0;
        while (at < end) {
            if (rest > 0) {
                long skipped = Math.min(rest, end - at);
                rest -= skipped;
                at += (int) skipped;
                continue;
            }
            header[headerLength++] = bytes.getByte(at++);
            if (headerLength == HEADER_BYTES) {
                headerLength = 0;
                if (header[0] == 'M' && header[1] == 'S' && header[2] == 'G' && header[3] == 'F') {
                    messages++;
                }
                rest = Math.max(0, size() - HEADER_BYTES);
            }
        }
        return messages;
    }

    private long size() {
        return header[4] & 0xFFL | (header[5] & 0xFFL) << 8 | (header[6] & 0xFFL) << 16 | (header[7] & 0xFFL) << 24;
    }
}
