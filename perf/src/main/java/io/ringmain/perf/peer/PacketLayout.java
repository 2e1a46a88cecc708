package io.ringmain.perf.peer;

/**
 * Packets that carry float64 values of tags, all big-endian. A packet has a number, and holds the tags of that number.
 *
 * <pre>
 *  0  int32   length of the whole packet, bytes
 *  4  int32   sequence, 1 for the first packet of all
 *  8  int64   source time of all its values, ms since the epoch
 * 16  int32   number
 * 20  float64 value of tag number * values(), and of those that follow
 * </pre>
 *
 * @param tags of all packets together
 * @param numbers kinds of packets; 1: all tags in each packet
 */
record PacketLayout(int tags, int numbers) {
    static final int LENGTH_AT = 0;
    static final int SEQUENCE_AT = 4;
    static final int TIME_AT = 8;
    static final int NUMBER_AT = 16;
    static final int VALUES_AT = 20;

    PacketLayout {
        if (tags <= 0 || numbers <= 0 || tags % numbers != 0) {
            throw new IllegalArgumentException(tags + " tags do not fill " + numbers + " packets");
        }
    }

    /** Values in a packet. */
    int values() {
        return tags / numbers;
    }

    /** Bytes of a packet. */
    int bytes() {
        return valueAt(values());
    }

    /** Where the packet's value with that index begins. */
    int valueAt(int index) {
        return VALUES_AT + index * Double.BYTES;
    }

    int firstTagOf(int number) {
        return number * values();
    }

    int lastTagOf(int number) {
        return firstTagOf(number + 1) - 1;
    }
}
