package io.ringmain.core.ring;

import io.ringmain.core.tag.TagType;
import java.util.Objects;

/**
 * An operator's request. Answered by its outcome, once; a repeat with the same id is answered with the recorded one.
 *
 * @param idHigh upper half of the command's UUID
 * @param idLow lower half of the command's UUID
 * @param kind what is asked for
 * @param target tag id for WRITE, alarm id for alarm commands
 * @param occurrence occurrence of the alarm that is meant, 0 for the present one
 * @param type type of the value to write, null otherwise
 * @param bits value to write as 64 bits
 * @param text value to write when the type is STRING, otherwise empty
 * @param user who asks
 * @param reason comment or reason, may be empty
 */
public record Command(
        long idHigh,
        long idLow,
        Kind kind,
        int target,
        long occurrence,
        TagType type,
        long bits,
        String text,
        String user,
        String reason) {

    /** Kinds of commands; the codes stand in journals. */
    public enum Kind {
        WRITE(1),
        ACKNOWLEDGE(2),
        RESET(3);

        private static final Kind[] BY_CODE = {null, WRITE, ACKNOWLEDGE, RESET};
        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        public byte code() {
            return code;
        }

        public static Kind ofCode(int code) {
            return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        }
    }

    public Command {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(reason, "reason");
    }
}
