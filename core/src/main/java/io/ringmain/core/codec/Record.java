package io.ringmain.core.codec;

/**
 * Bits of the record format.
 *
 * <pre>
 *   head: kind (4 bits) | HAS_RESULTS | HAS_HASH | HAS_GAP | NOT_APPLIED
 *   [gap varint] [disposition byte, cause varint] ingress time delta (zigzag varint, ns)
 *   body by kind; that of an UPDATE, and of a BACKFILL:
 *     shape: value type (3 bits) | HAS_STATUS | HAS_SOURCE | zero bytes (3 bits)
 *     [source varint] tag id delta (zigzag) source time delta (zigzag, ns) [status varint]
 *     value: for float64 its highest 8 bytes less the zero bytes named in the shape, zigzag varint for int64 and bool,
 *       length and UTF-8 bytes for string, count and differences for arrays
 *   [count of results, each: kind byte, mask byte, id varint, the fields named in the mask]
 *   [state hash, 8 bytes]
 * </pre>
 *
 * <p>Deltas are to the record before in the batch, those of source times to the update before, or the
 * backfilled value before; the first ones to the batch's base time and to 0.
 */
final class Record {
    /** A quarantined event of a kind that does not exist; it has no body. */
    static final int NO_KIND = 0;

    static final int KIND_MASK = 0x0F;
    static final int HAS_RESULTS = 0x10;
    static final int HAS_HASH = 0x20;
    static final int HAS_GAP = 0x40;
    static final int NOT_APPLIED = 0x80;

    static final int TYPE_MASK = 0x07;
    static final int HAS_STATUS = 0x08;
    static final int HAS_SOURCE = 0x10;
    /** Whole numbers and values of float32 end in zero bytes, which are not stored. */
    static final int ZERO_BYTES_SHIFT = 5;

    static final int BITS = 0x01;
    static final int STATUS = 0x02;
    static final int AUX = 0x04;
    static final int TIME = 0x08;
    static final int REF = 0x10;
    static final int IDENTITY = 0x20;
    static final int VALUE = 0x40;

    private Record() {}
}
