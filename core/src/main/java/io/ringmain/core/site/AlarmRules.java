package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.text.NearestName;

/** Rules for alarms. */
final class AlarmRules {
    /** One update evaluates all of them and must fit into one event. */
    static final int MAX_PER_TAG = 64;

    private final Definitions<TagDefinition> tags;
    private final Findings findings;
    private final AlarmConditionRules conditions;
    /** Alarms of each tag that are evaluated with it. */
    private final byte[] perTag;

    AlarmRules(Definitions<TagDefinition> tags, Findings findings) {
        this.tags = tags;
        this.findings = findings;
        perTag = new byte[tags.size()];
        conditions = new AlarmConditionRules(tags, findings);
    }

    void check(Definitions<AlarmDefinition> definitions) {
        for (int i = 0; i < definitions.size(); i++) {
            AlarmDefinition alarm = definitions.get(i);
            findings.checkName("alarms", i, alarm.name());
            if (definitions.find(alarm.name()) != i) {
                findings.reportTwice("alarms", i, alarm.name());
            }
            checkAlarmTag(i, alarm);
            conditions.check(i, alarm);
            checkDelay(i, "on-delay", alarm.onDelayNs());
            checkDelay(i, "off-delay", alarm.offDelayNs());
            checkPriority(i, "priority", alarm.priority(), findings);
            checkPolicy(i, alarm);
            checkNumber(i, alarm);
        }
    }

    /** Alarms over several tags are evaluated by themselves. */
    private void checkNumber(int i, AlarmDefinition alarm) {
        boolean isOverSeveral = alarm.kind() == AlarmKind.DEVIATION || alarm.kind() == AlarmKind.EXPRESSION;
        int tag = isOverSeveral ? -1 : tags.find(alarm.tag());
        if (tag >= 0 && perTag[tag] <= MAX_PER_TAG && ++perTag[tag] > MAX_PER_TAG) {
            findings.report("alarms", i, "tag", "'" + alarm.tag() + "' has more than " + MAX_PER_TAG + " alarms");
        }
    }

    static void checkPriority(int i, String key, int priority, Findings findings) {
        if (priority < 1 || priority > 4) {
            findings.report("alarms", i, key, priority + " is not allowed, must be 1 (low) to 4 (critical)");
        }
    }

    private void checkPolicy(int i, AlarmDefinition alarm) {
        if (!Findings.isDuration(alarm.policy().reAlarmNs())) {
            findings.report("alarms", i, "re-alarm", "must be 0 (never) or more and at most 366 days");
        }
        if (!Findings.isDuration(alarm.policy().maxShelveNs())) {
            findings.report("alarms", i, "max-shelve", "must be 0 (never) or more and at most 366 days");
        }
        if (!Findings.isDuration(alarm.rationale().timeToRespondNs())) {
            findings.report("alarms", i, "time-to-respond", "must be 0 (not declared) or more and at most 366 days");
        }
    }

    private void checkDelay(int i, String key, long delayNs) {
        if (!Findings.isDuration(delayNs)) {
            findings.report("alarms", i, key, "delays must be 0 or more and at most 366 days");
        }
    }

    private void checkAlarmTag(int i, AlarmDefinition alarm) {
        if (!tags.isNamed(alarm.tag())) {
            findings.report(
                    "alarms",
                    i,
                    "tag",
                    "tag '" + alarm.tag() + "' is not declared" + NearestName.hint(alarm.tag(), tags.names()));
        }
    }
}
