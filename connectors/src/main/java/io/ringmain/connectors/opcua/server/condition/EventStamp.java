package io.ringmain.connectors.opcua.server.condition;

import java.nio.ByteBuffer;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;

/**
 * What an EventId of ours says: which event of which occurrence of which alarm it was. It is made of nothing else, so that
 * it is the same after a restart, and one that we did not give is told from those that we did.
 *
 * <pre>
 *   0       4            12         20        24
 *   | alarm | occurrence | sequence | ordinal | check |
 * </pre>
 *
 * @param alarmId the alarm
 * @param occurrence the occurrence it was about, 0 for none
 * @param sequence the event of the ring
 * @param ordinal which of several of the alarm in one event of the ring, from 0
 */
record EventStamp(int alarmId, long occurrence, long sequence, int ordinal) {
    private static final int BYTES = 32;
    private static final int CHECK = 24;

    ByteString encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putInt(alarmId).putLong(occurrence).putLong(sequence).putInt(ordinal);
        return ByteString.of(bytes.putLong(check()).array());
    }

    /** Null for what is none of ours. */
    static EventStamp decode(ByteString eventId) {
        if (eventId == null || eventId.bytes() == null || eventId.length() != BYTES) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(eventId.bytes());
        EventStamp stamp = new EventStamp(bytes.getInt(), bytes.getLong(), bytes.getLong(), bytes.getInt());
        return bytes.getLong(CHECK) == stamp.check() ? stamp : null;
    }

    private long check() {
        long hash = mix(alarmId + 0x52696E676D61696EL);
        hash = mix(hash ^ occurrence);
        hash = mix(hash ^ sequence);
        return mix(hash ^ ordinal);
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
