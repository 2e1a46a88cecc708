package io.ringmain.gateway.ws;

import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.gateway.command.CommandView;

/** The frame {@code cmd}: how a command ended, for the login that gave it. */
final class CommandEnd {
    private CommandEnd() {}

    /** @param done null when nobody will answer any more */
    static StreamLog.Entry entry(String login, String id, CommandOutcome done, long journaledSequence) {
        long sequence = done == null ? journaledSequence : done.sequence();
        Frame frame = Frame.streamed("cmd", sequence, sequence, json -> {
            if (done != null) {
                CommandView.writeFields(json, done);
            } else {
                json.writeStringField("cmd", id);
                json.writeStringField("state", "FAILED");
                json.writeStringField("code", "BadShutdown");
            }
        });
        return new StreamLog.Entry(sequence, login, frame);
    }
}
