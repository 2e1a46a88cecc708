package io.ringmain.perf.jmh;

import java.lang.invoke.VarHandle;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The limit for the CVT: records of 64 bytes with a version and nothing else, in one piece of memory.
 *
 * <p>Thread: one writer, any reader. Allocates: at start.
 */
public final class Seqlock {
    private static final int BYTES = 64;

    private final UnsafeBuffer memory;

    /** What a reader copies out. */
    public static final class Copy {
        public long bits;
        public long sourceTimeNs;
        public long ingressTimeNs;
        public long sequence;
        public int status;
    }

    public Seqlock(int records) {
        memory = new UnsafeBuffer(BufferUtil.allocateDirectAligned(records * BYTES, BYTES));
    }

    public void put(int index, long bits, int status, long sourceTimeNs, long ingressTimeNs, long sequence) {
        int at = index * BYTES;
        long version = memory.getLong(at);
        memory.putLong(at, version + 1);
        VarHandle.storeStoreFence();
        memory.putLong(at + 8, bits);
        memory.putLong(at + 16, sourceTimeNs);
        memory.putLong(at + 24, ingressTimeNs);
        memory.putLong(at + 32, sequence);
        memory.putInt(at + 40, status);
        memory.putLongRelease(at, version + 2);
    }

    public void read(int index, Copy into) {
        int at = index * BYTES;
        long version;
        do {
            version = memory.getLongVolatile(at);
            into.bits = memory.getLong(at + 8);
            into.sourceTimeNs = memory.getLong(at + 16);
            into.ingressTimeNs = memory.getLong(at + 24);
            into.sequence = memory.getLong(at + 32);
            into.status = memory.getInt(at + 40);
            VarHandle.loadLoadFence();
        } while ((version & 1) != 0 || memory.getLong(at) != version);
    }
}
