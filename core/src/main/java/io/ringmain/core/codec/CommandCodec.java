package io.ringmain.core.codec;

import io.ringmain.core.ring.Command;
import io.ringmain.core.tag.TagType;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/** Body of a COMMAND record. Commands are rare: strings are made here. */
final class CommandCodec {
    private static final int FIXED_BYTES = 96;
    /** Stands with the kind. */
    private static final int SIGNED = 0x80;

    private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

    private CommandCodec() {}

    static int maxBytes(Command command) {
        int characters = command.text().length()
                + command.user().length()
                + command.reason().length()
                + command.origin().length();
        return FIXED_BYTES + MAX_UTF8_BYTES_PER_CHAR * characters;
    }

    static int put(MutableDirectBuffer buffer, int offset, Command command, int source) {
        int at = offset;
        buffer.putByte(at++, (byte) (command.kind().code() | (command.isSigned() ? SIGNED : 0)));
        buffer.putByte(at++, command.type() == null ? 0 : command.type().code());
        at = Varint.put(buffer, at, source);
        buffer.putLong(at, command.idHigh(), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + 8, command.idLow(), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(at + 16, command.bits(), ByteOrder.LITTLE_ENDIAN);
        at += 24;
        at = Varint.putId(buffer, at, command.target());
        at = Varint.put(buffer, at, command.occurrence());
        at = Varint.putSigned(buffer, at, command.beginNs());
        at = Varint.putSigned(buffer, at, command.durationNs());
        at = Varint.putId(buffer, at, command.item());
        at = putText(buffer, at, command.text());
        at = putText(buffer, at, command.user());
        at = putText(buffer, at, command.reason());
        return putText(buffer, at, command.origin());
    }

    private static int putText(MutableDirectBuffer buffer, int offset, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int at = Varint.put(buffer, offset, utf8.length);
        buffer.putBytes(at, utf8);
        return at + utf8.length;
    }

    /** Reads what {@link #put} wrote; the bytes of kind and type, and the source, are left to the caller. */
    static Command get(Varint.Cursor cursor, int kindByte, TagType type) {
        long high = cursor.nextLong();
        long low = cursor.nextLong();
        long bits = cursor.nextLong();
        int target = cursor.nextId();
        long occurrence = cursor.next();
        long beginNs = cursor.nextSigned();
        long durationNs = cursor.nextSigned();
        int item = cursor.nextId();
        String text = getText(cursor);
        String user = getText(cursor);
        String reason = getText(cursor);
        String origin = getText(cursor);
        return new Command(
                high,
                low,
                kind(kindByte),
                target,
                occurrence,
                type,
                bits,
                text,
                beginNs,
                durationNs,
                item,
                user,
                reason,
                origin,
                (kindByte & SIGNED) != 0);
    }

    /** The kind of a command, null when there is none of that code. */
    static Command.Kind kind(int kindByte) {
        return Command.Kind.ofCode(kindByte & ~SIGNED & 0xFF);
    }

    private static String getText(Varint.Cursor cursor) {
        return new String(cursor.nextBytes(cursor.nextInt()), StandardCharsets.UTF_8);
    }
}
