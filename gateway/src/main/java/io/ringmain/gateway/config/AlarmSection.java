package io.ringmain.gateway.config;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmRationale;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One element of {@code alarms}. */
final class AlarmSection {
    static final List<String> KEYS = keys();
    static final Map<String, AlarmKind> KINDS = new LinkedHashMap<>();

    static final int DEFAULT_PRIORITY = 2;

    static {
        for (AlarmKind kind : AlarmKind.values()) {
            KINDS.put(kind.name(), kind);
        }
    }

    private AlarmSection() {}

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of("name", "tag", "kind"));
        keys.addAll(AlarmConditionSection.KEYS);
        keys.addAll(List.of("on-delay", "off-delay", "priority"));
        keys.addAll(
                List.of("acknowledge", "confirm", "latching", "reannounce", "re-alarm", "max-shelve", "bad-quality"));
        keys.add(SignatureKey.NAME);
        keys.addAll(List.of("first-out", "suppressed-by", "suppression-groups"));
        keys.addAll(List.of("message", "class", "area", "cause", "consequence", "action", "time-to-respond"));
        return List.copyOf(keys);
    }

    static AlarmDefinition read(Block block) {
        AlarmKind kind = block.requiredChoice("kind", KINDS, AlarmKind.HI);
        AlarmCondition condition = AlarmConditionSection.read(block, kind);
        return new AlarmDefinition(
                block.requiredText("name"),
                block.requiredText("tag"),
                condition,
                block.durationNs("on-delay", 0),
                block.durationNs("off-delay", 0),
                priority(block, condition),
                policy(block),
                new AlarmGroups(
                        block.text("first-out", ""),
                        block.text("suppressed-by", ""),
                        block.texts("suppression-groups")),
                rationale(block));
    }

    private static int priority(Block block, AlarmCondition condition) {
        int highest = condition instanceof AlarmCondition.MultiLimit multi
                ? AlarmDefinition.highest(multi)
                : DEFAULT_PRIORITY;
        return block.whole("priority", highest, 1, 4);
    }

    private static AlarmPolicy policy(Block block) {
        AlarmPolicy standard = AlarmPolicy.DEFAULT;
        return new AlarmPolicy(
                block.flag("acknowledge", standard.isAckRequired()),
                block.flag("confirm", standard.isConfirmRequired()),
                block.flag("latching", standard.isLatching()),
                block.flag("reannounce", standard.isReannounced()),
                block.durationNs("re-alarm", standard.reAlarmNs()),
                block.durationNs("max-shelve", standard.maxShelveNs()),
                block.flag("bad-quality", standard.isBadQualityAlarmed()),
                SignatureKey.isRequired(block));
    }

    private static AlarmRationale rationale(Block block) {
        return new AlarmRationale(
                block.text("message", ""),
                block.text("class", ""),
                block.text("area", ""),
                block.text("cause", ""),
                block.text("consequence", ""),
                block.text("action", ""),
                block.durationNs("time-to-respond", 0));
    }
}
