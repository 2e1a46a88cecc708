package io.ringmain.historian.recording;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Bytes of a sample, its tag apart. */
final class SampleBytes {
    private static final int NO_TEXT = -1;

    private SampleBytes() {}

    /** @param sample may be null */
    static void put(DataOutputStream out, StoredSample sample) throws IOException {
        out.writeBoolean(sample != null);
        if (sample == null) {
            return;
        }
        out.writeByte(sample.type());
        out.writeLong(sample.bits());
        byte[] text = sample.text() == null ? null : sample.text().getBytes(StandardCharsets.UTF_8);
        out.writeInt(text == null ? NO_TEXT : text.length);
        if (text != null) {
            out.write(text);
        }
        out.writeInt(sample.status());
        out.writeLong(sample.timeNs());
        out.writeLong(sample.givenNs());
        out.writeLong(sample.ingressNs());
        out.writeLong(sample.sequence());
        out.writeInt(sample.ordinal());
    }

    static StoredSample get(DataInputStream in, String tag) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        int type = in.readByte();
        long bits = in.readLong();
        int length = in.readInt();
        String text = length == NO_TEXT ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new StoredSample(
                tag,
                type,
                bits,
                text,
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt());
    }
}
