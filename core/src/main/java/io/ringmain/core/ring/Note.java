package io.ringmain.core.ring;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * What a NOTE event says: something that was asked for and is no command. Texts that are too long are cut, and say so.
 *
 * @param user who, as far as that is known; empty for nobody
 * @param action what, for example {@code login}
 * @param target on what, may be empty
 * @param oldValue what was there before, may be empty
 * @param newValue what is there now, may be empty
 * @param reason why, in the words of the one who asked; may be empty
 * @param origin where the user is: the way in and the address, may be empty
 * @param code {@code Good}, or the stable code of the refusal
 * @param times how often it happened; more than 1 when several were noted together
 */
public record Note(
        String user,
        String action,
        String target,
        String oldValue,
        String newValue,
        String reason,
        String origin,
        String code,
        int times) {
    /** Code of what was done. */
    public static final String GOOD = "Good";

    /** Longest user, origin and code in characters. */
    public static final int MAX_NAME_LENGTH = 200;

    /** Longest action in characters. */
    public static final int MAX_ACTION_LENGTH = 30;

    /** Longest target in characters. */
    public static final int MAX_TARGET_LENGTH = 400;

    /** Longest reason in characters. */
    public static final int MAX_REASON_LENGTH = 1_000;

    /** Longest old and new value in characters. */
    public static final int MAX_VALUE_LENGTH = 8_000;

    private static final int FORMAT = 1;
    private static final int USUAL_BYTES = 256;

    public Note {
        user = cut(user, MAX_NAME_LENGTH);
        action = cut(action, MAX_ACTION_LENGTH);
        target = cut(target, MAX_TARGET_LENGTH);
        oldValue = cut(oldValue, MAX_VALUE_LENGTH);
        newValue = cut(newValue, MAX_VALUE_LENGTH);
        reason = cut(reason, MAX_REASON_LENGTH);
        origin = cut(origin, MAX_NAME_LENGTH);
        code = cut(code, MAX_NAME_LENGTH);
        if (times < 1) {
            throw new IllegalArgumentException("noted " + times + " times");
        }
    }

    /** True when it was done as it was asked for. */
    public boolean isGood() {
        return code.equals(GOOD);
    }

    /** The text, or its beginning and how much of it is missing. */
    private static String cut(String text, int most) {
        Objects.requireNonNull(text, "text");
        if (text.length() <= most) {
            return text;
        }
        String mark = "...+" + text.length();
        int end = most - mark.length();
        // half a character is none
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + mark;
    }

    /** What the event holds. Allocates: the bytes. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte(FORMAT);
            out.writeInt(times);
            for (String text : new String[] {user, action, target, oldValue, newValue, reason, origin, code}) {
                out.writeUTF(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException when the bytes are none that {@link #encode} gives */
    public static Note decode(byte[] encoded) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            int format = in.readByte();
            if (format != FORMAT) {
                throw new IllegalArgumentException("note of format " + format + ", this program reads " + FORMAT);
            }
            int times = in.readInt();
            Note note = new Note(
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    times);
            if (in.available() > 0) {
                throw new IllegalArgumentException("bytes behind the end of a note");
            }
            return note;
        } catch (IOException e) {
            throw new IllegalArgumentException("a note that can not be read: " + e, e);
        }
    }
}
