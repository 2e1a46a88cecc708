package io.ringmain.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.view.Problem;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Makes commands of what clients ask for and hands them to the plant. What the plant's rules decide (writable, range,
 * state of the alarm) is not checked here: it is decided in the ring, once, and journaled.
 *
 * <p>Thread: any.
 */
public final class CommandDesk {
    /** Longest comment or reason, in characters. */
    public static final int MAX_REASON_LENGTH = 500;

    private final Plant plant;
    private final Rights rights;
    private final AlarmDesk alarms;
    private final MachineDesk machines;
    private final LogDesk log;
    private final SigningDesk signing;

    /** @param signing has commands signed */
    public CommandDesk(Plant plant, SigningDesk signing) {
        this.signing = signing;
        this.plant = plant;
        rights = new Rights(plant);
        alarms = new AlarmDesk(plant, rights);
        machines = new MachineDesk(plant, rights);
        log = new LogDesk(plant, rights);
    }

    /** @throws Problem when the user may not, the tag is unknown, or the value is not one of its type */
    public Command write(UUID id, Principal who, String tagName, JsonNode value, String reason) {
        Rights.require(who, Permission.WRITE);
        return withValue(id, who, Command.Kind.WRITE, Permission.WRITE, tagName, value, reason);
    }

    /**
     * Forces a value upon a tag.
     *
     * @throws Problem as for {@link #write}
     */
    public Command override(UUID id, Principal who, String tagName, JsonNode value, String reason) {
        Rights.require(who, Permission.OVERRIDE);
        Command command = withValue(id, who, Command.Kind.OVERRIDE, Permission.OVERRIDE, tagName, value, reason);
        requireReason("reason", reason);
        return command;
    }

    /**
     * Shows a forced tag's real value again.
     *
     * @throws Problem when the user may not or the tag is unknown
     */
    public Command release(UUID id, Principal who, String tagName, String reason) {
        Rights.require(who, Permission.OVERRIDE);
        int tagId = tagId(tagName);
        rights.requireForTag(who, Permission.OVERRIDE, tagId);
        requireReason("reason", reason);
        return command(id, who, Command.Kind.RELEASE, tagId, 0, null, 0, "", reason);
    }

    private Command withValue(
            UUID id,
            Principal who,
            Command.Kind kind,
            Permission permission,
            String tagName,
            JsonNode value,
            String reason) {
        int tagId = tagId(tagName);
        rights.requireForTag(who, permission, tagId);
        TagDefinition tag = plant.site().tag(tagId);
        String text = tag.type() == TagType.STRING && value.isTextual() ? value.textValue() : "";
        return command(id, who, kind, tagId, 0, tag.type(), bits(tag.name(), tag.type(), value), text, reason);
    }

    private int tagId(String tagName) {
        int tagId = plant.site().tagId(tagName);
        if (tagId < 0) {
            throw Problem.notFound("tag-unknown", "There is no tag " + tagName + ".");
        }
        return tagId;
    }

    /** Puts the command into the ring; completes in OUTCOMES when it has ended, so continue asynchronously. */
    public CompletableFuture<CommandOutcome> submit(Command command) {
        return plant.submit(command);
    }

    /** The refusal that belongs to an outcome other than DONE. */
    public Problem refusal(Command command, CommandOutcome outcome) {
        return CommandView.refusal(plant, command, outcome);
    }

    /** Commands to alarms. */
    public AlarmDesk alarms() {
        return alarms;
    }

    /** Commands to machines. */
    public MachineDesk machines() {
        return machines;
    }

    /** Signatures of commands. */
    public SigningDesk signing() {
        return signing;
    }

    /** Entries of the log book. */
    public LogDesk log() {
        return log;
    }

    /** The plant refuses it, too, but can not say why. */
    static void requireReason(String key, String reason) {
        if (reason.isBlank()) {
            throw unfit(Quality.BAD_INVALID_ARGUMENT, key + ": is required for this command");
        }
    }

    static void checkReason(String reason) {
        if (reason.length() > MAX_REASON_LENGTH) {
            throw Problem.badRequest("the reason or comment is longer than " + MAX_REASON_LENGTH + " characters");
        }
    }

    private static Command command(
            UUID id,
            Principal who,
            Command.Kind kind,
            int target,
            long occurrence,
            TagType type,
            long bits,
            String text,
            String reason) {
        checkReason(reason);
        return new Command(
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                kind,
                target,
                occurrence,
                type,
                bits,
                text,
                0,
                0,
                0,
                who.user(),
                reason,
                who.origin());
    }

    static long bits(String name, TagType type, JsonNode value) {
        switch (type) {
            case BOOL -> {
                if (value.isBoolean()) {
                    return value.booleanValue() ? 1 : 0;
                }
            }
            case INT64 -> {
                if (value.isIntegralNumber()) {
                    if (!value.canConvertToLong()) {
                        throw unfit(Quality.BAD_OUT_OF_RANGE, name + ": " + value + " does not fit into 64 bits");
                    }
                    return value.longValue();
                }
            }
            case FLOAT64 -> {
                if (value.isNumber()) {
                    double number = value.doubleValue();
                    if (!Double.isFinite(number)) {
                        throw unfit(Quality.BAD_OUT_OF_RANGE, name + ": " + value + " is not a finite number");
                    }
                    return Double.doubleToLongBits(number);
                }
            }
            case INT64_ARRAY, FLOAT64_ARRAY ->
                throw new Problem(422, Quality.name(Quality.BAD_NOT_SUPPORTED), name + ": arrays can not be written");
            case STRING -> {
                if (value.isTextual()) {
                    if (value.textValue().getBytes(StandardCharsets.UTF_8).length > TagValue.MAX_STRING_BYTES) {
                        throw unfit(
                                Quality.BAD_OUT_OF_RANGE,
                                name + ": the text is longer than " + TagValue.MAX_STRING_BYTES + " bytes");
                    }
                    return 0;
                }
            }
        }
        throw unfit(Quality.BAD_TYPE_MISMATCH, name + ": " + value + " is not a value of the type " + type.label());
    }

    private static Problem unfit(int statusCode, String detail) {
        return new Problem(422, Quality.name(statusCode), detail);
    }
}
