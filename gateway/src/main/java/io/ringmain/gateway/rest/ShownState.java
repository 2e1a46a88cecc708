package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.gateway.replay.ReplayMoment;
import io.ringmain.gateway.view.SiteState;
import io.ringmain.gateway.view.Times;
import java.io.IOException;

/**
 * What an answer is written from.
 *
 * @param moment of the replay, null when it is the present
 */
record ShownState(SiteState state, ReplayMoment moment) {

    boolean isPast() {
        return moment != null;
    }

    /** Says in an object that it is the past, and nothing when it is not. */
    void writeMoment(JsonGenerator out) throws IOException {
        if (moment != null) {
            out.writeObjectFieldStart("replay");
            out.writeStringField("id", moment.id());
            out.writeStringField("at", Times.rfc3339(moment.atNs()));
            out.writeNumberField("sequence", moment.sequence());
            out.writeEndObject();
        }
    }
}
