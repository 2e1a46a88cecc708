package io.ringmain.core.codec;

import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** Bytes as a batch whose length, version and checksum are right: what is behind them has to hold by itself. */
public final class BatchBytes {
    private BatchBytes() {}

    public static void batch(byte[] bytes) {
        byte[] excerpt = new byte[BatchHeader.LEAST_BYTES + bytes.length];
        System.arraycopy(bytes, 0, excerpt, BatchHeader.FIRST, bytes.length);
        UnsafeBuffer buffer = new UnsafeBuffer(excerpt);
        int flags = bytes.length == 0 ? 0 : (bytes[bytes.length - 1] & 3) << 20;
        buffer.putInt(BatchHeader.WORD, BatchHeader.VERSION << 24 | flags | excerpt.length, ByteOrder.LITTLE_ENDIAN);
        CRC32C crc = new CRC32C();
        crc.update(excerpt, BatchHeader.WORD, excerpt.length - BatchHeader.WORD);
        buffer.putInt(BatchHeader.CRC, (int) crc.getValue(), ByteOrder.LITTLE_ENDIAN);
        BatchDecoder decoder = new BatchDecoder();
        try {
            if (decoder.wrap(buffer, 0, excerpt.length)) {
                while (decoder.next()) {
                    for (int i = 0; i < decoder.resultCount(); i++) {
                        decoder.result(i);
                    }
                }
            }
        } catch (DamagedBatchException e) {
            // refused
        }
    }
}
