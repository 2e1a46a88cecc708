package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.text.NearestName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for alarms. */
final class AlarmRules {
    private final Map<String, TagDefinition> tags;
    private final Findings findings;

    AlarmRules(Map<String, TagDefinition> tags, Findings findings) {
        this.tags = tags;
        this.findings = findings;
    }

    void check(List<AlarmDefinition> definitions) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < definitions.size(); i++) {
            AlarmDefinition alarm = definitions.get(i);
            findings.checkName("alarms", i, alarm.name());
            if (!names.add(alarm.name())) {
                findings.reportTwice("alarms", i, alarm.name());
            }
            checkAlarmTag(i, alarm);
            if (!Double.isFinite(alarm.limit())) {
                findings.report("alarms", i, "limit", alarm.limit() + " is not allowed, must be a finite number");
            }
            if (!(alarm.deadband() >= 0) || Double.isInfinite(alarm.deadband())) {
                findings.report(
                        "alarms", i, "deadband", alarm.deadband() + " is not allowed, must be a number of 0 or more");
            }
            checkDelay(i, "on-delay", alarm.onDelayNs());
            checkDelay(i, "off-delay", alarm.offDelayNs());
            if (alarm.priority() < 1 || alarm.priority() > 4) {
                findings.report(
                        "alarms", i, "priority", alarm.priority() + " is not allowed, must be 1 (low) to 4 (critical)");
            }
        }
    }

    private void checkDelay(int i, String key, long delayNs) {
        if (!Findings.isDuration(delayNs)) {
            findings.report("alarms", i, key, "delays must be 0 or more and at most 366 days");
        }
    }

    private void checkAlarmTag(int i, AlarmDefinition alarm) {
        TagDefinition tag = tags.get(alarm.tag());
        if (tag == null) {
            findings.report(
                    "alarms",
                    i,
                    "tag",
                    "tag '" + alarm.tag() + "' is not declared" + NearestName.hint(alarm.tag(), tags.keySet()));
            return;
        }
        boolean isLimit = alarm.kind() != AlarmKind.OFF_NORMAL;
        boolean isNumeric = tag.type() == TagType.FLOAT64 || tag.type() == TagType.INT64;
        if (isLimit && !isNumeric) {
            findings.report(
                    "alarms",
                    i,
                    "kind",
                    alarm.kind() + " needs a tag of type int64 or float64, '" + tag.name() + "' is "
                            + tag.type().label());
        }
        if (!isLimit && tag.type() != TagType.BOOL && tag.type() != TagType.INT64) {
            findings.report(
                    "alarms",
                    i,
                    "kind",
                    "OFF_NORMAL needs a tag of type bool or int64, '" + tag.name() + "' is "
                            + tag.type().label());
        }
    }
}
