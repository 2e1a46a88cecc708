package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.space.TagIds;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import java.util.function.Supplier;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * An alarm as a condition at one moment: its definition and what is told of its state.
 *
 * @param namespace of the site's nodes
 * @param alarm what it is
 * @param tag what it watches, null when that is gone
 * @param told its state
 * @param atNs the moment, ring time in ns
 * @param isRemoved whether it is told for the last time, as it is configured no more
 * @param remark looks up what was last written about it
 */
record Condition(
        UShort namespace,
        AlarmDefinition alarm,
        TagDefinition tag,
        Told told,
        long atNs,
        boolean isRemoved,
        Supplier<Remark> remark) {

    static Condition of(
            UShort namespace, SitePlan site, AlarmDefinition alarm, Told told, long atNs, Supplier<Remark> remark) {
        return new Condition(namespace, alarm, site.tag(site.tagId(alarm.tag())), told, atNs, false, remark);
    }

    /** The same for the last time. */
    Condition removed() {
        return new Condition(namespace, alarm, tag, told, atNs, true, remark);
    }

    AlarmSnapshot state() {
        return told.state();
    }

    NodeId nodeId() {
        return new NodeId(namespace, ConditionIds.of(alarm.name()));
    }

    NodeId source() {
        return new NodeId(namespace, TagIds.of(alarm.tag()));
    }

    NodeId type() {
        return ConditionTypes.of(alarm);
    }

    boolean isRetained() {
        return !isRemoved && state().isRetained();
    }

    /** The alarm's own area, may be empty. */
    String area() {
        return alarm.rationale().area();
    }

    /** Where the tag is, may be empty. */
    String tagArea() {
        return tag == null ? "" : tag.area();
    }

    /** What the operator reads. */
    String message() {
        return alarm.message().isEmpty() ? alarm.name() + ": " + state().state : alarm.message();
    }
}
