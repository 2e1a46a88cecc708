package io.ringmain.gateway.http;

import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Lies under the server's parser and shows every byte to a {@link WireScan}. After a head that is too large it ends the
 * head in place of the client and swallows the rest, so that the request can be answered at once.
 *
 * <p>Thread: the connection's I/O thread.
 */
final class WireGuard extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private final WireScan scan = new WireScan();
    private boolean isSwallowing;

    WireGuard(StreamSourceConduit next) {
        super(next);
    }

    /** What the connection is to be refused with, null when nothing was found. */
    Problem finding() {
        return scan.finding();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int start = into.position();
        int count = super.read(into);
        if (count <= 0 || scan.place() == WireScan.Place.UNSEEN) {
            return count;
        }
        if (isSwallowing) {
            into.position(start);
            return 0;
        }
        for (int i = start; scan.finding() == null && i < into.position(); i++) {
            if (!scan.accept(into.get(i)) && scan.isTooLarge()) {
                return complete(into, start, i);
            }
        }
        return count;
    }

    private int complete(ByteBuffer into, int start, int end) {
        isSwallowing = true;
        byte[] completion = scan.completion().getBytes(StandardCharsets.US_ASCII);
        into.position(Math.max(start, Math.min(end, into.limit() - completion.length)));
        into.put(completion);
        return into.position() - start;
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
    public long transferTo(long position, long count, FileChannel target) {
        throw new UnsupportedOperationException("request bodies are read into memory");
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) {
        throw new UnsupportedOperationException("request bodies are read into memory");
    }
}
