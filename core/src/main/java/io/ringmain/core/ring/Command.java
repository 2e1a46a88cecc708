package io.ringmain.core.ring;

import io.ringmain.core.tag.TagType;
import java.util.Objects;

/**
 * An operator's request. Answered by its outcome, once; a repeat with the same id is answered with the recorded one.
 *
 * @param idHigh upper half of the command's UUID
 * @param idLow lower half of the command's UUID
 * @param kind what is asked for
 * @param target id of the tag, alarm or machine, see {@link Kind#target}; of a log book entry the id of the alarm that it
 *     is about, {@link #NO_TARGET} for none
 * @param occurrence occurrence of the alarm that is meant, 0 for the present one; of a log book entry the sequence of the
 *     event that it is about, 0 for none
 * @param type type of the value to write, null otherwise
 * @param bits value to write as 64 bits
 * @param text value to write when the type is STRING, or a log book entry; otherwise empty
 * @param beginNs when a planned shelf begins, ring time in ns; 0 for at once
 * @param durationNs length of a shelf or an interval in ns, otherwise 0
 * @param item index of a machine's state or attribute, or the place in its event of what a log book entry is about;
 *     otherwise 0
 * @param user who asks
 * @param reason comment or reason, may be empty; of a log book entry its category
 * @param origin where the user is: the way in and the address, may be empty
 * @param isSigned whether the user has proved by the password again who they are, for this command
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
        long beginNs,
        long durationNs,
        int item,
        String user,
        String reason,
        String origin,
        boolean isSigned) {
    /** Target of a log book entry that is about no alarm. */
    public static final int NO_TARGET = -1;

    /** Longest log book entry in characters. */
    public static final int MAX_ENTRY_LENGTH = 4_000;

    /** A command that nobody has signed. */
    public Command(
            long idHigh,
            long idLow,
            Kind kind,
            int target,
            long occurrence,
            TagType type,
            long bits,
            String text,
            long beginNs,
            long durationNs,
            int item,
            String user,
            String reason,
            String origin) {
        this(
                idHigh,
                idLow,
                kind,
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
                false);
    }

    /** A command from nowhere in particular. */
    public Command(
            long idHigh,
            long idLow,
            Kind kind,
            int target,
            long occurrence,
            TagType type,
            long bits,
            String text,
            long beginNs,
            long durationNs,
            int item,
            String user,
            String reason) {
        this(idHigh, idLow, kind, target, occurrence, type, bits, text, beginNs, durationNs, item, user, reason, "");
    }

    /** A command without times and item. */
    public Command(
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
        this(idHigh, idLow, kind, target, occurrence, type, bits, text, 0, 0, 0, user, reason);
    }

    /** What a command is aimed at. */
    public enum Target {
        TAG,
        ALARM,
        MACHINE,
        /** The operators' log book, which is no state: an entry is its event. */
        LOG_BOOK
    }

    /** Kinds of commands; the codes stand in journals. */
    public enum Kind {
        WRITE(1, Target.TAG),
        ACKNOWLEDGE(2, Target.ALARM),
        RESET(3, Target.ALARM),
        CONFIRM(4, Target.ALARM),
        /** For {@link Command#durationNs}, from {@link Command#beginNs} on. */
        SHELVE(5, Target.ALARM),
        /** Until the alarm goes inactive, at most for its longest time. */
        SHELVE_ONE_SHOT(6, Target.ALARM),
        UNSHELVE(7, Target.ALARM),
        SUPPRESS(8, Target.ALARM),
        UNSUPPRESS(9, Target.ALARM),
        REMOVE_FROM_SERVICE(10, Target.ALARM),
        RETURN_TO_SERVICE(11, Target.ALARM),
        ENABLE(12, Target.ALARM),
        DISABLE(13, Target.ALARM),
        SILENCE(14, Target.ALARM),
        COMMENT(15, Target.ALARM),
        /** Forces a value upon a tag until it is released. */
        OVERRIDE(16, Target.TAG),
        RELEASE(17, Target.TAG),
        /** Asks a machine for a transition; {@link Command#item} is the state. */
        TRANSITION(18, Target.MACHINE),
        /** Second step of a transition that needs to be confirmed. */
        CONFIRM_TRANSITION(19, Target.MACHINE),
        /** Sets an attribute of a machine; {@link Command#item} is its index. */
        SET_ATTRIBUTE(20, Target.MACHINE),
        /** Sets a machine's interval to {@link Command#durationNs}. */
        SET_INTERVAL(21, Target.MACHINE),
        /** An entry in the log book, or a remark on an event. */
        LOG(22, Target.LOG_BOOK);

        private static final Kind[] BY_CODE = new Kind[values().length + 1];
        private final byte code;
        private final Target target;

        static {
            for (Kind kind : values()) {
                BY_CODE[kind.code] = kind;
            }
        }

        Kind(int code, Target target) {
            this.code = (byte) code;
            this.target = target;
        }

        /** What the command's target is an id of. */
        public Target target() {
            return target;
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
        Objects.requireNonNull(origin, "origin");
    }

    /** The same command, signed by its user. */
    public Command signed() {
        return new Command(
                idHigh,
                idLow,
                kind,
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
                true);
    }
}
