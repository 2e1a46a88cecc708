package io.ringmain.historian.export;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Counts what goes through it. Thread: its owner. */
final class CountingStream extends FilterOutputStream {
    private long bytes;

    CountingStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        bytes += length;
    }

    long bytes() {
        return bytes;
    }
}
