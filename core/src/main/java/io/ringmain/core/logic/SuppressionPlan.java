package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.expression.CheckedExpression;
import io.ringmain.core.expression.Evaluator;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.site.TagScope;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.IntArrayList;

/**
 * What suppresses alarms by design, compiled: a rule for each alarm and group with an expression. Rule numbers are twice the
 * alarm's id, or twice the group's and one, so that they stay when definitions come and go.
 *
 * <p>Thread: any, immutable once made. Allocates: at compilation.
 */
final class SuppressionPlan {
    private static final int[] NOTHING = {};

    /** @param text as it is configured: another text is another rule */
    record Rule(String text, CheckedExpression checked, Evaluator evaluator) {}

    private final int ruleCount;
    /** Those there are by their numbers: hardly any of the many alarms has one. */
    private final Int2ObjectHashMap<Rule> rules = new Int2ObjectHashMap<>();
    /** Rules that read a tag. */
    private final TagReaders readers;

    private final Int2ObjectHashMap<int[]> groupsOfAlarm = new Int2ObjectHashMap<>();
    private final int[][] membersOfGroup;

    SuppressionPlan(SitePlan site) {
        ruleCount = 2 * Integer.max(site.alarmCount(), site.alarmGroupCount());
        TagScope scope = TagScope.of(site);
        IntArrayList[] members = lists(site.alarmGroupCount());
        for (int group = 0; group < members.length; group++) {
            AlarmGroup definition = site.alarmGroup(group);
            if (definition != null && !definition.suppressedBy().isEmpty()) {
                rules.put(ruleOfGroup(group), rule(scope, definition.suppressedBy()));
            }
        }
        for (int id = 0; id < site.alarmCount(); id++) {
            AlarmDefinition alarm = site.alarm(id);
            if (alarm == null || alarm.groups().equals(AlarmGroups.NONE)) {
                continue;
            }
            if (!alarm.groups().suppressedBy().isEmpty()) {
                rules.put(ruleOfAlarm(id), rule(scope, alarm.groups().suppressedBy()));
            }
            int[] groups = groupsOf(site, alarm);
            groupsOfAlarm.put(id, groups);
            for (int group : groups) {
                members[group].addInt(id);
            }
        }
        membersOfGroup = arrays(members);
        readers = rules.isEmpty() ? TagReaders.NONE : readers(site.tagCount());
    }

    private static Rule rule(TagScope scope, String text) {
        CheckedExpression checked = scope.condition(text);
        return new Rule(text, checked, checked.compile());
    }

    /** Each group once, however often it is named. */
    private static int[] groupsOf(SitePlan site, AlarmDefinition alarm) {
        IntArrayList groups = new IntArrayList();
        for (String name : alarm.groups().suppression()) {
            int group = site.alarmGroupId(name);
            if (!groups.containsInt(group)) {
                groups.addInt(group);
            }
        }
        return groups.toIntArray();
    }

    private TagReaders readers(int tags) {
        CheckedExpression[] checked = new CheckedExpression[ruleCount];
        rules.forEach((number, rule) -> checked[number] = rule.checked());
        return TagReaders.of(checked, tags);
    }

    private static IntArrayList[] lists(int count) {
        IntArrayList[] lists = new IntArrayList[count];
        for (int i = 0; i < count; i++) {
            lists[i] = new IntArrayList(0, IntArrayList.DEFAULT_NULL_VALUE);
        }
        return lists;
    }

    private static int[][] arrays(IntArrayList[] lists) {
        int[][] arrays = new int[lists.length][];
        for (int i = 0; i < lists.length; i++) {
            arrays[i] = lists[i].toIntArray();
        }
        return arrays;
    }

    static int ruleOfAlarm(int alarmId) {
        return 2 * alarmId;
    }

    static int ruleOfGroup(int group) {
        return 2 * group + 1;
    }

    /** Numbers of rules, used or not, are below this. */
    int ruleCount() {
        return ruleCount;
    }

    /** Null when the alarm or the group has no expression. */
    Rule rule(int number) {
        return rules.get(number);
    }

    int[] groupsOfAlarm(int alarmId) {
        int[] groups = groupsOfAlarm.get(alarmId);
        return groups == null ? NOTHING : groups;
    }

    /** Alarms of a group in the order of their ids. */
    int[] membersOfGroup(int group) {
        return group < membersOfGroup.length ? membersOfGroup[group] : NOTHING;
    }

    /** How many there are. */
    int rules() {
        return rules.size();
    }

    /** Rules that read a tag. */
    TagReaders readers() {
        return readers;
    }
}
