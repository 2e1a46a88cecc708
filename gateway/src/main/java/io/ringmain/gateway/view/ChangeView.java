package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmTransitions;
import io.ringmain.core.machine.MachineCause;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.LinkState;
import java.io.IOException;

/** What has changed in an alarm, a machine or a link, as members of a frame. */
public final class ChangeView {
    private ChangeView() {}

    /** Puts the fields of a transition over a state that has moved on since. */
    public static void asOfTransition(
            AlarmSnapshot state, long sequence, AlarmInput input, int regions, long occurrence, long ringTimeNs) {
        if (input == AlarmInput.ACTIVATE || state.occurrence != occurrence) {
            state.activeSinceNs = ringTimeNs;
        }
        AlarmTransitions.describe(regions, state);
        state.occurrence = occurrence;
        state.changedNs = ringTimeNs;
        state.sequence = sequence;
    }

    public static void writeAlarm(JsonGenerator out, SitePlan site, int alarmId, AlarmSnapshot state)
            throws IOException {
        out.writeFieldName("alarm");
        AlarmView.write(out, site, site.alarm(alarmId), state);
    }

    /**
     * @param from state before
     * @param to state after, or the one that is asked for
     * @param cause one of {@link MachineCause}
     */
    public static void writeMachine(
            JsonGenerator out,
            String name,
            MachineDeclaration declaration,
            long sequence,
            int from,
            int to,
            int cause,
            long ringTimeNs)
            throws IOException {
        out.writeObjectFieldStart("machine");
        out.writeStringField("name", name);
        boolean isAsked = cause == MachineCause.REQUEST || cause == MachineCause.TIMEOUT;
        out.writeStringField("state", MachineView.stateName(declaration, isAsked ? from : to));
        out.writeBooleanField("faulted", cause == MachineCause.FAULT);
        out.writeStringField("cause", MachineCause.name(cause));
        if (isAsked) {
            out.writeStringField("to", MachineView.stateName(declaration, to));
        }
        if (cause == MachineCause.REQUEST) {
            out.writeNumberField("confirm", sequence);
        }
        Json.time(out, isAsked || cause == MachineCause.SETTING ? "time" : "since", ringTimeNs);
        out.writeEndObject();
    }

    public static void writeLink(JsonGenerator out, String connector, LinkState state, long ringTimeNs)
            throws IOException {
        out.writeStringField("connector", connector);
        out.writeStringField("state", state.name());
        Json.time(out, "since", ringTimeNs);
    }
}
