package io.ringmain.core.pipeline;

import io.ringmain.core.spi.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.agrona.DirectBuffer;

/** Counts what is appended and keeps nothing; its disk can be made to fail. Allocates: nothing while it is sound. */
public final class CountingJournal implements Journal {
    public int appended;
    public long bytes;
    public int forced;
    /** Whether appends fail as on a full disk. */
    public boolean isFull;
    /** Whether forcing fails as on a broken disk. */
    public boolean isBroken;

    @Override
    public void append(DirectBuffer buffer, int offset, int length) {
        if (isFull) {
            throw new UncheckedIOException(new IOException("no space left"));
        }
        appended++;
        bytes += length;
    }

    @Override
    public void force() {
        if (isBroken) {
            throw new UncheckedIOException(new IOException("input/output error"));
        }
        forced++;
    }

    @Override
    public void close() {}
}
