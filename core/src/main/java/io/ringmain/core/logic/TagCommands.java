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
    private final PriorValue prior;
    private LogicPlan plan = LogicPlan.EMPTY;

    TagCommands(TagWriter writer, PriorValue prior, Outbox outbox) {
        this.writer = writer;
        this.prior = prior;
        this.outbox = outbox;
    }

    void use(LogicPlan next) {
        plan = next;
    }

    /** Gives Good, the code with which the command is refused, or {@link #WAITS_FOR_DEVICE}. */
    int onCommand(Command command, long ringTimeNs, long sequence) {
        return switch (command.kind()) {
            case WRITE -> write(command, ringTimeNs, sequence);
            case OVERRIDE -> force(command, ringTimeNs, sequence);
            case RELEASE -> release(command, ringTimeNs, sequence);
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
        if (writer.isForced(command.target())) {
            // What is written would not show: it has to be released first.
            return Quality.BAD_INVALID_STATE;
        }
        byte[] text = command.text().getBytes(StandardCharsets.UTF_8);
        int refusal = refusal(tag, command, text.length);
        if (refusal != Quality.GOOD) {
            return refusal;
        }
        if (tag.source() != null) {
            return writeToDevice(tag, command, sequence);
        }
        if (tag.type() == TagType.STRING) {
            writer.setText(command.target(), text, ringTimeNs, sequence);
        } else {
            writer.set(command.target(), command.bits(), ringTimeNs, sequence);
        }
        return Quality.GOOD;
    }

    private int writeToDevice(TagDefinition tag, Command command, long sequence) {
        ScalingCurve curve = plan.tags().curve(command.target());
        long bits = command.bits();
        byte type = tag.type().code();
        if (curve != null) {
            double value = tag.type() == TagType.FLOAT64 ? Double.longBitsToDouble(bits) : bits;
            if (!curve.covers(value)) {
                return Quality.BAD_OUT_OF_RANGE;
            }
            bits = curve.toRawBits(value);
            type = curve.rawType().code();
        }
        long writeId = sequence << Commands.ORDINAL_BITS;
        outbox.append(Result.DEVICE_WRITE, command.target(), bits, 0, type, 0, writeId, prior.bits(), 0, prior.type());
        return WAITS_FOR_DEVICE;
    }

    /** Forces a value; again with another one replaces it. Devices are not written. */
    private int force(Command command, long ringTimeNs, long sequence) {
        TagDefinition tag = plan.site().tag(command.target());
        if (tag == null) {
            return Quality.BAD_NODE_ID_UNKNOWN;
        }
        if (command.reason().isBlank()) {
            return Quality.BAD_INVALID_ARGUMENT;
        }
        byte[] text = command.text().getBytes(StandardCharsets.UTF_8);
        int refusal = refusal(tag, command, text.length);
        if (refusal != Quality.GOOD) {
            return refusal;
        }
        if (tag.type() == TagType.STRING) {
            writer.forceText(command.target(), text, ringTimeNs, sequence);
        } else {
            writer.force(command.target(), command.bits(), ringTimeNs, sequence);
        }
        return Quality.GOOD;
    }

    private int release(Command command, long ringTimeNs, long sequence) {
        if (plan.site().tag(command.target()) == null) {
            return Quality.BAD_NODE_ID_UNKNOWN;
        }
        if (command.reason().isBlank()) {
            return Quality.BAD_INVALID_ARGUMENT;
        }
        if (!writer.isForced(command.target())) {
            return Quality.BAD_INVALID_STATE;
        }
        writer.release(command.target(), ringTimeNs, sequence);
        return Quality.GOOD;
    }

    /** Why a value can not be the tag's, Good when it can. */
    private static int refusal(TagDefinition tag, Command command, int textBytes) {
        if (tag.type().isArray()) {
            // A command has no room for an array.
            return Quality.BAD_NOT_SUPPORTED;
        }
        if (command.type() != tag.type()) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        return isInRange(tag, command.bits(), textBytes) ? Quality.GOOD : Quality.BAD_OUT_OF_RANGE;
    }

    private static boolean isInRange(TagDefinition tag, long bits, int textBytes) {
        return switch (tag.type()) {
            case BOOL -> bits == 0 || bits == 1;
            case INT64_ARRAY, FLOAT64_ARRAY -> false;
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
