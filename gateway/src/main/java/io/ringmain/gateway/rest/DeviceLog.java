package io.ringmain.gateway.rest;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.gateway.auth.Principal;
import java.util.concurrent.CompletableFuture;

/** Notes in the log book what people do to connectors and devices past tags, before it is done. Thread: any. */
final class DeviceLog {
    private static final String CATEGORY = "connector";

    private final CommandRunner commands;

    DeviceLog(CommandRunner commands) {
        this.commands = commands;
    }

    /**
     * Completes in the lane CORE when the entry is on disk; fails with a {@link io.ringmain.gateway.view.Problem} when it can
     * not be.
     *
     * @param reason may be empty
     */
    CompletableFuture<CommandOutcome> note(Principal who, String what, String reason) {
        String text = reason.isBlank() ? what : what + ": " + reason;
        Command command = commands.desk().log().note(who, text, CATEGORY);
        return commands.outcome(command).thenApply(outcome -> {
            if (outcome.state() != CommandState.DONE) {
                throw commands.desk().refusal(command, outcome);
            }
            return outcome;
        });
    }
}
