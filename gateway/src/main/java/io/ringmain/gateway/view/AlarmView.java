package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmRationale;
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
        AlarmLevel level = alarm.level(state.level);
        AlarmConditionView.write(out, alarm.condition(), level);
        out.writeStringField("unit", tag == null ? "" : tag.unit());
        out.writeStringField("area", area(alarm, tag));
        TagView.signature(out, alarm.policy().isSignatureRequired());
        out.writeNumberField("priority", level == null ? alarm.priority() : level.priority());
        out.writeStringField("level", state.level == null ? null : state.level.name());
        out.writeStringField("message", alarm.message());
        out.writeNumberField("onDelayMs", alarm.onDelayNs() / NS_PER_MS);
        out.writeNumberField("offDelayMs", alarm.offDelayNs() / NS_PER_MS);
        writePolicy(out, alarm);
        writeState(out, state);
        out.writeNumberField("occurrence", state.occurrence);
        out.writeNumberField("occurrences", state.occurrences);
        Json.time(out, "activeSince", state.activeSinceNs);
        Json.time(out, "changed", state.changedNs);
        out.writeNumberField("sequence", state.sequence);
        out.writeEndObject();
    }

    /** The alarm's own area, else its tag's. */
    public static String area(AlarmDefinition alarm, TagDefinition tag) {
        String tagArea = tag == null ? "" : tag.area();
        return alarm.rationale().area().isEmpty() ? tagArea : alarm.rationale().area();
    }

    private static void writePolicy(JsonGenerator out, AlarmDefinition alarm) throws IOException {
        AlarmPolicy policy = alarm.policy();
        out.writeBooleanField("latching", policy.isLatching());
        out.writeBooleanField("ackRequired", policy.isAckRequired());
        out.writeBooleanField("confirmRequired", policy.isConfirmRequired());
        out.writeBooleanField("reannounced", policy.isReannounced());
        out.writeNumberField("reAlarmMs", policy.reAlarmNs() / NS_PER_MS);
        out.writeNumberField("maxShelveMs", policy.maxShelveNs() / NS_PER_MS);
        out.writeStringField("firstOutGroup", alarm.groups().firstOut());
        out.writeStringField("suppressedBy", alarm.groups().suppressedBy());
        out.writeArrayFieldStart("suppressionGroups");
        for (String group : alarm.groups().suppression()) {
            out.writeString(group);
        }
        out.writeEndArray();
        AlarmRationale rationale = alarm.rationale();
        out.writeStringField("class", rationale.alarmClass());
        out.writeStringField("cause", rationale.cause());
        out.writeStringField("consequence", rationale.consequence());
        out.writeStringField("action", rationale.action());
        out.writeNumberField("timeToRespondMs", rationale.timeToRespondNs() / NS_PER_MS);
    }

    private static void writeState(JsonGenerator out, AlarmSnapshot state) throws IOException {
        out.writeStringField("state", state.state.name());
        out.writeStringField("base", state.base.name());
        out.writeStringField("letter", String.valueOf(state.state.letter()));
        out.writeStringField("letter2009", String.valueOf(state.state.letter2009()));
        out.writeBooleanField("active", state.isActive);
        out.writeBooleanField("acknowledged", state.isAcknowledged);
        Json.time(out, "acknowledgedAt", state.acknowledgedNs);
        out.writeBooleanField("confirmed", state.isConfirmed);
        out.writeBooleanField("qualityBad", state.isQualityBad);
        out.writeBooleanField("enabled", state.isEnabled);
        out.writeStringField("shelf", state.shelf.name());
        boolean isShelved = state.shelf != AlarmSnapshot.Shelf.UNSHELVED;
        Json.time(out, "shelvedUntil", isShelved ? state.shelvedUntilNs : 0);
        if (state.isShelfPlanned) {
            out.writeObjectFieldStart("plannedShelf");
            Json.time(out, "from", state.shelfBeginNs);
            Json.time(out, "until", state.shelvedUntilNs);
            out.writeEndObject();
        } else {
            out.writeNullField("plannedShelf");
        }
        out.writeBooleanField("suppressed", state.isSuppressed);
        out.writeBooleanField("suppressedByDesign", state.isSuppressedByDesign);
        out.writeBooleanField("outOfService", state.isOutOfService);
        out.writeBooleanField("silenced", state.isSilenced);
        out.writeBooleanField("firstOut", state.isFirstOut);
        Json.time(out, "reAlarmAt", state.reAlarmNs);
    }
}
