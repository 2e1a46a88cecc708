package io.ringmain.gateway.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.logic.Signatures;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.util.UUID;

/** What a client is told of a command's outcome. */
public final class CommandView {
    private CommandView() {}

    /** The fields of an outcome, into an object that is open. */
    public static void writeFields(JsonGenerator out, CommandOutcome outcome) throws IOException {
        out.writeStringField("cmd", id(outcome));
        out.writeStringField("state", outcome.state().name());
        out.writeStringField("code", Quality.name(outcome.statusCode()));
        out.writeNumberField("commandSequence", outcome.commandSequence());
        out.writeNumberField("sequence", outcome.sequence());
    }

    public static String id(CommandOutcome outcome) {
        return new UUID(outcome.idHigh(), outcome.idLow()).toString();
    }

    /**
     * The refusal that belongs to an outcome other than DONE: 422 when the value is at fault, 504 when the device did not
     * answer, else 409; the code is the standard's name of the status.
     */
    static Problem refusal(Plant plant, Command command, CommandOutcome outcome) {
        String code = Quality.name(outcome.statusCode());
        if (outcome.state() == CommandState.TIMEOUT) {
            return new Problem(504, code, "The device did not answer in time; whether it took the value is not known.");
        }
        if (outcome.state() == CommandState.INTERRUPTED) {
            return new Problem(409, code, "A restart came before the device's answer; the command is not sent again.");
        }
        if (outcome.statusCode() == Quality.BAD_USER_ACCESS_DENIED && Signatures.isRequired(plant.site(), command)) {
            return new Problem(
                    403,
                    "signature-required",
                    "Commands to this have to be signed: a password and a reason are needed.");
        }
        boolean isValueAtFault = switch (outcome.statusCode()) {
            case Quality.BAD_SHELVING_TIME_OUT_OF_RANGE,
                    Quality.BAD_INVALID_ARGUMENT,
                    Quality.BAD_OUT_OF_RANGE,
                    Quality.BAD_TYPE_MISMATCH -> true;
            default -> false;
        };
        String text = RefusalText.of(plant, command, outcome.statusCode());
        String detail = "The command was refused: " + code + "." + (text.isEmpty() ? "" : " " + text);
        return new Problem(isValueAtFault ? 422 : 409, code, detail);
    }
}
