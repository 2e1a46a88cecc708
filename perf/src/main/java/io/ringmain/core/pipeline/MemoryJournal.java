package io.ringmain.core.pipeline;

import io.ringmain.core.spi.Journal;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Copies every batch into memory that it uses again: encoding and checksums without a store. Allocates: nothing. */
public final class MemoryJournal implements Journal {
    private static final int BYTES = 1024 * 1024;

    private final UnsafeBuffer memory = new UnsafeBuffer(BufferUtil.allocateDirectAligned(BYTES, 64));
    private int at;

    @Override
    public void append(DirectBuffer buffer, int offset, int length) {
        at = at + length > BYTES ? 0 : at;
        memory.putBytes(at, buffer, offset, length);
        at += length;
    }

    @Override
    public void close() {}
}
