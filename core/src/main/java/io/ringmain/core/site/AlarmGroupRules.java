package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.text.NearestName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rules for groups of alarms and for how an alarm runs. */
final class AlarmGroupRules {
    private final Findings findings;

    AlarmGroupRules(Findings findings) {
        this.findings = findings;
    }

    void check(SiteDefinition site) {
        Set<String> names = new TreeSet<>();
        List<AlarmGroup> groups = site.alarmGroups();
        for (int i = 0; i < groups.size(); i++) {
            findings.checkName("alarm-groups", i, groups.get(i).name());
            if (!names.add(groups.get(i).name())) {
                findings.reportTwice("alarm-groups", i, groups.get(i).name());
            }
        }
        for (int i = 0; i < site.alarms().size(); i++) {
            AlarmDefinition alarm = site.alarms().get(i);
            checkMembership(i, alarm, names);
            checkPolicy(i, alarm.policy());
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
