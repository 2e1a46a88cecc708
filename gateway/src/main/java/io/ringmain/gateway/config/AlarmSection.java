package io.ringmain.gateway.config;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmRationale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One element of {@code alarms}. */
final class AlarmSection {
    static final List<String> KEYS = List.of(
            "name",
            "tag",
            "kind",
            "limit",
            "normal",
            "deadband",
            "on-delay",
            "off-delay",
            "priority",
            "acknowledge",
            "latching",
            "message");
    static final Map<String, AlarmKind> KINDS = new LinkedHashMap<>();

    private static final Map<String, Double> NORMAL_WORDS = Map.of("true", 1.0, "false", 0.0);
    private static final int DEFAULT_PRIORITY = 2;

    static {
        for (AlarmKind kind : AlarmKind.values()) {
            KINDS.put(kind.name(), kind);
        }
    }

    private AlarmSection() {}

    static AlarmDefinition read(Block block) {
        AlarmKind kind = block.requiredChoice("kind", KINDS, AlarmKind.HI);
        double limit = block.isBroken("kind") ? 0 : kind == AlarmKind.OFF_NORMAL ? normal(block) : limit(block);
        return new AlarmDefinition(
                block.requiredText("name"),
                block.requiredText("tag"),
                kind,
                limit,
                block.number("deadband", 0),
                block.durationNs("on-delay", 0),
                block.durationNs("off-delay", 0),
                block.whole("priority", DEFAULT_PRIORITY, 1, 4),
                policy(block),
                AlarmGroups.NONE,
                AlarmRationale.ofMessage(block.text("message", "")));
    }

    private static AlarmPolicy policy(Block block) {
        AlarmPolicy policy = AlarmPolicy.DEFAULT;
        policy = block.flag("acknowledge", true) ? policy : policy.withoutAcknowledgement();
        return block.flag("latching", false) ? policy.latching() : policy;
    }

    private static double limit(Block block) {
        if (block.has("normal")) {
            block.report("normal", "is for OFF_NORMAL only, a limit alarm takes 'limit'");
        }
        return block.requiredNumber("limit");
    }

    private static double normal(Block block) {
        for (String key : List.of("limit", "deadband")) {
            if (block.has(key)) {
                block.report(key, "is for limit alarms only, OFF_NORMAL takes 'normal'");
            }
        }
        String text = block.has("normal") ? block.text("normal", "") : "";
        return NORMAL_WORDS.containsKey(text) ? NORMAL_WORDS.get(text) : block.requiredNumber("normal");
    }
}
