package io.ringmain.gateway.http;

import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Lies under the server's parser and shows every byte to a {@link WireScan}. After a finding the parser gets a harmless
 * request in place of the client's, so that the refusal is answered like any other request; the rest is swallowed.
 *
 * <p>Thread: the connection's I/O thread.
 */
final class WireGuard extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final int MAX_SWALLOWS = 64;
    private static final byte[] STAND_IN =
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final WireScan scan = new WireScan();
    private boolean isSwallowing;

    WireGuard(StreamSourceConduit next) {
        super(next);
    }

    /** What the connection is to be refused with, null when nothing was found. */
    Problem finding() {
        return scan.finding();
    }

    /** Whether another protocol was asked for, so that nothing is looked at any more. */
    boolean isBlind() {
        return scan.place() == WireScan.Place.UNSEEN && scan.finding() == null;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (isSwallowing) {
            return swallow(into);
        }
        int start = into.position();
        int count = super.read(into);
        if (count <= 0 || scan.place() == WireScan.Place.UNSEEN) {
            return count;
        }
        int headStart = -1;
        for (int i = start; i < into.position(); i++) {
            headStart = scan.isAtStart() ? i : headStart;
            if (!scan.accept(into.get(i))) {
                return refuse(into, start, headStart, i);
            }
        }
        return count;
    }

    /** Puts a request that the parser takes, or the end of one, in place of what was found. */
    private int refuse(ByteBuffer into, int start, int headStart, int end) {
        isSwallowing = true;
        boolean isWhole = headStart >= 0 && into.limit() - headStart >= STAND_IN.length;
        byte[] bytes = isWhole ? STAND_IN : scan.completion().getBytes(StandardCharsets.US_ASCII);
        into.position(isWhole ? headStart : Math.max(start, Math.min(end, into.limit() - bytes.length)));
        into.put(bytes);
        return into.position() - start;
    }

    /** Takes what has come off the socket, so that closing it does not reset it before the answer is read. */
    private int swallow(ByteBuffer into) throws IOException {
        int start = into.position();
        int count = into.hasRemaining() ? 1 : 0;
        for (int i = 0; i < MAX_SWALLOWS && count > 0; i++) {
            into.position(start);
            count = super.read(into);
        }
        into.position(start);
        return Math.min(count, 0);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (into[i].hasRemaining()) {
                return read(into[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return Conduits.transfer(this, count, through, target);
    }
}
