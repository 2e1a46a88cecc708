package io.ringmain.connectors.sparkplug.payload;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A message that is being written, of protocol buffers. Thread: its owner. Allocates: when it grows. */
final class MessageBuffer {
    private static final int BUFFER_BYTES = 256;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(BUFFER_BYTES);
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes, BUFFER_BYTES);

    void clear() throws IOException {
        out.flush();
        bytes.reset();
    }

    byte[] toBytes() throws IOException {
        out.flush();
        return bytes.toByteArray();
    }

    void varint(int field, long value) throws IOException {
        out.writeUInt64(field, value);
    }

    void real(int field, double value) throws IOException {
        out.writeDouble(field, value);
    }

    void single(int field, float value) throws IOException {
        out.writeFloat(field, value);
    }

    void text(int field, String value) throws IOException {
        out.writeString(field, value);
    }

    void bytes(int field, byte[] value) throws IOException {
        out.writeByteArray(field, value);
    }

    void message(int field, MessageBuffer inner) throws IOException {
        out.writeByteArray(field, inner.toBytes());
    }
}
