package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.text.NearestName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rules for groups of alarms and for how an alarm runs. */
final class AlarmGroupRules {
    private final Findings findings;

    private final TagScope scope;

    AlarmGroupRules(Definitions<TagDefinition> tags, Findings findings) {
        scope = TagScope.of(tags);
        this.findings = findings;
    }

    void check(SiteDefinition site) {
        Map<String, String> known = new HashMap<>();
        Set<String> names = new TreeSet<>();
        List<AlarmGroup> groups = site.alarmGroups();
        for (int i = 0; i < groups.size(); i++) {
            findings.checkName("alarm-groups", i, groups.get(i).name());
            if (!names.add(groups.get(i).name())) {
                findings.reportTwice("alarm-groups", i, groups.get(i).name());
            }
            checkExpression("alarm-groups", i, groups.get(i).suppressedBy(), known);
        }
        for (int i = 0; i < site.alarms().size(); i++) {
            AlarmDefinition alarm = site.alarms().get(i);
            checkMembership(i, alarm, names);
            checkExpression("alarms", i, alarm.groups().suppressedBy(), known);
            checkPolicy(i, alarm.policy());
        }
    }

    /** @param known what was found wrong with the same text before, empty for nothing */
    private void checkExpression(String section, int i, String text, Map<String, String> known) {
        if (text.isEmpty()) {
            return;
        }
        String problem = known.computeIfAbsent(text, this::problem);
        if (!problem.isEmpty()) {
            findings.report(section, i, "suppressed-by", "'" + text + "': " + problem);
        }
    }

    private String problem(String text) {
        try {
            scope.condition(text);
            return "";
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private void checkMembership(int i, AlarmDefinition alarm, Set<String> names) {
        if (!alarm.groups().firstOut().isEmpty()) {
            findings.checkName("alarms", i, alarm.groups().firstOut());
        }
        for (String group : alarm.groups().suppression()) {
            if (!names.contains(group)) {
                findings.report(
                        "alarms",
                        i,
                        "suppression-groups",
                        "alarm group '" + group + "' is not declared" + NearestName.hint(group, names));
            }
        }
    }

    private void checkPolicy(int i, AlarmPolicy policy) {
        if (policy.isConfirmRequired() && !policy.isAckRequired()) {
            findings.report("alarms", i, "confirm", "an alarm that is not acknowledged can not be confirmed");
        }
        if (!Findings.isDuration(policy.reAlarmNs())) {
            findings.report("alarms", i, "re-alarm", "must be 0 or more and at most 366 days");
        }
        if (!Findings.isDuration(policy.maxShelveNs())) {
            findings.report("alarms", i, "max-shelve", "must be 0 or more and at most 366 days");
        }
    }
}
