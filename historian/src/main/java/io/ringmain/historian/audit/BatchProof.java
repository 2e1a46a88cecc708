package io.ringmain.historian.audit;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.codec.DamagedBatchException;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A whole batch, and the hashes that lead from it to the root of a tree. A batch, not a record: records are coded by their
 * differences to the ones before them, so this is the least that can be decoded by itself.
 *
 * @param leaf index in the tree
 * @param bytes all excerpts of the batch as they stand in the journal
 * @param path from the leaf up
 */
public record BatchProof(long leaf, byte[] bytes, List<byte[]> path) {

    /** Takes each record of the batch; false ends it. */
    public interface RecordHandler {
        boolean onRecord(BatchDecoder decoder);
    }

    byte[] leafHash() {
        TreeHash hash = new TreeHash();
        return hash.leaf(EntryType.BATCH, bytes);
    }

    /**
     * Decodes the batch.
     *
     * @throws AuditException when the bytes are no whole batch
     */
    public void decode(RecordHandler handler) {
        UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        BatchDecoder decoder = new BatchDecoder();
        int at = 0;
        boolean isWhole = false;
        try {
            while (at < bytes.length && !isWhole) {
                if (bytes.length - at < BatchHeader.LEAST_BYTES) {
                    throw new AuditException("the batch ends in the middle of a head");
                }
                int length = BatchHeader.length(buffer, at);
                if (length < BatchHeader.LEAST_BYTES || length > bytes.length - at) {
                    throw new AuditException(
                            "an excerpt of " + length + " bytes where " + (bytes.length - at) + " are left");
                }
                isWhole = decoder.wrap(buffer, at, length);
                at += length;
            }
            if (!isWhole || at != bytes.length) {
                throw new AuditException("the bytes are not one whole batch");
            }
            while (decoder.next()) {
                if (!handler.onRecord(decoder)) {
                    return;
                }
            }
        } catch (DamagedBatchException | IndexOutOfBoundsException e) {
            throw new AuditException("the bytes are no batch: " + e.getMessage(), e);
        }
    }
}
