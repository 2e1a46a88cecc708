package io.ringmain.core.logic;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.nio.charset.StandardCharsets;

/**
 * Carries out commands aimed at tags.
 *
 * <p>Thread: LOGIC. Allocates: for texts.
 */
final class TagCommands {
    /** Neither done nor refused: a device has to answer first. No status code is this number. */
    static final int WAITS_FOR_DEVICE = 1;

    private final TagWriter writer;
    private final Outbox outbox;
    private LogicPlan plan = LogicPlan.EMPTY;

    TagCommands(TagWriter writer, Outbox outbox) {
        this.writer = writer;
        this.outbox = outbox;
    }

    void use(LogicPlan next) {
        plan = next;
    }

    /** Gives Good, the code with which the command is refused, or {@link #WAITS_FOR_DEVICE}. */
    int onCommand(Command command, long ringTimeNs, long sequence) {
        return switch (command.kind()) {
            case WRITE -> write(command, ringTimeNs, sequence);
            default -> Quality.BAD_NOT_SUPPORTED;
        };
    }

    private int write(Command command, long ringTimeNs, long sequence) {
        TagDefinition tag = plan.site().tag(command.target());
        if (tag == null) {
            return Quality.BAD_NODE_ID_UNKNOWN;
        }
        if (!tag.isWritable()) {
            return Quality.BAD_NOT_WRITABLE;
        }
        if (command.type() != tag.type()) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        byte[] text = command.text().getBytes(StandardCharsets.UTF_8);
        if (!isInRange(tag, command.bits(), text.length)) {
            return Quality.BAD_OUT_OF_RANGE;
        }
        if (tag.source() != null) {
            outbox.append(
                    Result.DEVICE_WRITE,
                    command.target(),
                    command.bits(),
                    0,
                    tag.type().code(),
                    0,
                    sequence << Commands.ORDINAL_BITS,
                    0,
                    0);
            return WAITS_FOR_DEVICE;
        }
        if (tag.type() == TagType.STRING) {
            writer.setText(command.target(), text, ringTimeNs, sequence);
        } else {
            writer.set(command.target(), command.bits(), ringTimeNs, sequence);
        }
        return Quality.GOOD;
    }

    private static boolean isInRange(TagDefinition tag, long bits, int textBytes) {
        return switch (tag.type()) {
            case BOOL -> bits == 0 || bits == 1;
            case STRING -> textBytes <= TagValue.MAX_STRING_BYTES;
            case INT64 -> isInside(tag, bits);
            case FLOAT64 ->
                Double.isFinite(Double.longBitsToDouble(bits)) && isInside(tag, Double.longBitsToDouble(bits));
        };
    }

    private static boolean isInside(TagDefinition tag, double value) {
        // A range that is not declared is NaN, which no comparison excludes.
        return !(value < tag.rangeLow()) && !(value > tag.rangeHigh());
    }
}
