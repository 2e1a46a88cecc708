package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import java.io.IOException;

/** An alarm's definition and state: the same object in lists and in the alarm stream. */
public final class AlarmView {
    private static final long NS_PER_MS = 1_000_000;

    private AlarmView() {}

    /** @param state the present one, or the one of a transition */
    public static void write(JsonGenerator out, SitePlan site, AlarmDefinition alarm, AlarmSnapshot state)
            throws IOException {
        TagDefinition tag = site.tag(site.tagId(alarm.tag()));
        out.writeStartObject();
        out.writeStringField("name", alarm.name());
        out.writeStringField("tag", alarm.tag());
        out.writeStringField("kind", alarm.kind().name());
        AlarmConditionView.write(out, alarm.condition());
        out.writeStringField("unit", tag == null ? "" : tag.unit());
        String tagArea = tag == null ? "" : tag.area();
        out.writeStringField(
                "area",
                alarm.rationale().area().isEmpty() ? tagArea : alarm.rationale().area());
        out.writeNumberField("priority", alarm.priority());
        out.writeStringField("message", alarm.message());
        out.writeNumberField("onDelayMs", alarm.onDelayNs() / NS_PER_MS);
        out.writeNumberField("offDelayMs", alarm.offDelayNs() / NS_PER_MS);
        out.writeBooleanField("latching", alarm.isLatching());
        out.writeBooleanField("ackRequired", alarm.isAckRequired());
        out.writeStringField("state", state.state.name());
        out.writeStringField("letter", String.valueOf(state.state.letter()));
        out.writeBooleanField("active", state.isActive);
        out.writeBooleanField("acknowledged", state.isAcknowledged);
        out.writeBooleanField("qualityBad", state.isQualityBad);
        out.writeNumberField("occurrence", state.occurrence);
        out.writeNumberField("occurrences", state.occurrences);
        Json.time(out, "activeSince", state.activeSinceNs);
        Json.time(out, "changed", state.changedNs);
        out.writeNumberField("sequence", state.sequence);
        // shelving is not offered yet; the field is there for those who read it
        out.writeNullField("shelvedUntil");
        out.writeEndObject();
    }
}
