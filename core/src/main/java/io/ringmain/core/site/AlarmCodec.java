package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmRationale;

/** Canonical bytes of an alarm, its name apart. */
final class AlarmCodec {
    private AlarmCodec() {}

    static void put(DefinitionOutput out, AlarmDefinition alarm) {
        out.text(alarm.tag());
        AlarmConditionCodec.put(out, alarm.condition());
        out.whole(alarm.onDelayNs());
        out.whole(alarm.offDelayNs());
        out.code(alarm.priority());
        putPolicy(out, alarm.policy());
        out.text(alarm.groups().firstOut());
        out.text(alarm.groups().suppressedBy());
        out.list(alarm.groups().suppression(), DefinitionOutput::text);
        putRationale(out, alarm.rationale());
    }

    static AlarmDefinition get(DefinitionInput in, String name) {
        return new AlarmDefinition(
                name,
                in.text(),
                AlarmConditionCodec.get(in, name),
                in.wholeLong(),
                in.wholeLong(),
                in.code(),
                getPolicy(in),
                new AlarmGroups(in.text(), in.text(), in.list(DefinitionInput::text)),
                getRationale(in));
    }

    private static void putPolicy(DefinitionOutput out, AlarmPolicy policy) {
        out.flag(policy.isAckRequired());
        out.flag(policy.isConfirmRequired());
        out.flag(policy.isLatching());
        out.flag(policy.isReannounced());
        out.whole(policy.reAlarmNs());
        out.whole(policy.maxShelveNs());
        out.flag(policy.isBadQualityAlarmed());
    }

    private static AlarmPolicy getPolicy(DefinitionInput in) {
        return new AlarmPolicy(in.flag(), in.flag(), in.flag(), in.flag(), in.wholeLong(), in.wholeLong(), in.flag());
    }

    private static void putRationale(DefinitionOutput out, AlarmRationale rationale) {
        out.text(rationale.message());
        out.text(rationale.alarmClass());
        out.text(rationale.area());
        out.text(rationale.cause());
        out.text(rationale.consequence());
        out.text(rationale.action());
        out.whole(rationale.timeToRespondNs());
    }

    private static AlarmRationale getRationale(DefinitionInput in) {
        return new AlarmRationale(in.text(), in.text(), in.text(), in.text(), in.text(), in.text(), in.wholeLong());
    }
}
