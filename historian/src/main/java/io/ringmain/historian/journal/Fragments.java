package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchHeader;

/** Looks whether all fragments of a batch are there before the first one is handed over. */
final class Fragments {

    private Fragments() {}

    /**
     * @param segment at the first fragment, where it is again afterwards
     * @param decoder that has taken the first fragment, and nothing else afterwards
     * @return what is wrong, null when nothing is
     * @throws io.ringmain.core.codec.DamagedBatchException when a fragment is damaged
     */
    static String problem(SegmentFile segment, BatchDecoder decoder) {
        long position = segment.position();
        int fragments = BatchHeader.fragments(segment.buffer(), segment.offset());
        boolean isComplete = false;
        for (int i = 1; i < fragments; i++) {
            if (segment.look(segment.next()) != SegmentFile.Look.DOCUMENT) {
                break;
            }
            isComplete = decoder.wrap(segment.buffer(), segment.offset(), segment.length());
        }
        segment.look(position);
        if (!isComplete) {
            return "a batch of " + fragments + " fragments is not complete";
        }
        decoder.wrap(segment.buffer(), segment.offset(), segment.length());
        return null;
    }
}
