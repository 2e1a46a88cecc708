package io.ringmain.perf.raw;

/** What an update has, and no more: 64 bytes with the object's head. */
final class RawSlot {
    long sequence;
    long ingressTimeNs;
    long sourceTimeNs;
    long valueBits;
    int target;
    int source;
    int statusCode;
    byte kind;
}
