package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmRationale;

/** Canonical bytes of an alarm, its name apart; what is as usual takes a byte. */
final class AlarmCodec {
    private static final int ELSEWHERE = -1;
    private static final int BAD_QUALITY = 1;
    private static final int SIGNATURE = 2;

    private AlarmCodec() {}

    static void put(DefinitionOutput out, AlarmDefinition alarm) {
        putTag(out, alarm);
        AlarmConditionCodec.put(out, alarm.condition());
        out.whole(alarm.onDelayNs());
        out.whole(alarm.offDelayNs());
        out.code(alarm.priority());
        putPolicy(out, alarm.policy());
        putGroups(out, alarm.groups());
        putRationale(out, alarm.rationale());
    }

    static AlarmDefinition get(DefinitionInput in, String name) {
        return new AlarmDefinition(
                name,
                getTag(in, name),
                AlarmConditionCodec.get(in, name),
                in.wholeLong(),
                in.wholeLong(),
                in.code(),
                getPolicy(in),
                getGroups(in),
                getRationale(in));
    }

    /** As the length that it has at the beginning of the alarm's name, where most tags stand. */
    private static void putTag(DefinitionOutput out, AlarmDefinition alarm) {
        boolean isBeginning = alarm.name().startsWith(alarm.tag());
        out.whole(isBeginning ? alarm.tag().length() : ELSEWHERE);
        if (!isBeginning) {
            out.text(alarm.tag());
        }
    }

    private static String getTag(DefinitionInput in, String name) {
        int length = in.whole();
        if (length == ELSEWHERE) {
            return in.text();
        }
        if (length < 0 || length > name.length()) {
            throw new IllegalArgumentException(name + ": a tag of " + length + " characters of it");
        }
        return name.substring(0, length);
    }

    private static void putGroups(DefinitionOutput out, AlarmGroups groups) {
        boolean isGrouped = !groups.equals(AlarmGroups.NONE);
        out.flag(isGrouped);
        if (isGrouped) {
            out.text(groups.firstOut());
            out.text(groups.suppressedBy());
            out.list(groups.suppression(), DefinitionOutput::text);
        }
    }

    private static AlarmGroups getGroups(DefinitionInput in) {
        return in.flag() ? new AlarmGroups(in.text(), in.text(), in.list(DefinitionInput::text)) : AlarmGroups.NONE;
    }

    private static void putPolicy(DefinitionOutput out, AlarmPolicy policy) {
        boolean isSpecial = !policy.equals(AlarmPolicy.DEFAULT);
        out.flag(isSpecial);
        if (!isSpecial) {
            return;
        }
        out.flag(policy.isAckRequired());
        out.flag(policy.isConfirmRequired());
        out.flag(policy.isLatching());
        out.flag(policy.isReannounced());
        out.whole(policy.reAlarmNs());
        out.whole(policy.maxShelveNs());
        out.code((byte)
                ((policy.isBadQualityAlarmed() ? BAD_QUALITY : 0) | (policy.isSignatureRequired() ? SIGNATURE : 0)));
    }

    private static AlarmPolicy getPolicy(DefinitionInput in) {
        if (!in.flag()) {
            return AlarmPolicy.DEFAULT;
        }
        boolean isAckRequired = in.flag();
        boolean isConfirmRequired = in.flag();
        boolean isLatching = in.flag();
        boolean isReannounced = in.flag();
        long reAlarmNs = in.wholeLong();
        long maxShelveNs = in.wholeLong();
        int last = in.code();
        return new AlarmPolicy(
                isAckRequired,
                isConfirmRequired,
                isLatching,
                isReannounced,
                reAlarmNs,
                maxShelveNs,
                (last & BAD_QUALITY) != 0,
                (last & SIGNATURE) != 0);
    }

    private static void putRationale(DefinitionOutput out, AlarmRationale rationale) {
        out.text(rationale.message());
        boolean isExplained = !rationale.equals(AlarmRationale.ofMessage(rationale.message()));
        out.flag(isExplained);
        if (!isExplained) {
            return;
        }
        out.text(rationale.alarmClass());
        out.text(rationale.area());
        out.text(rationale.cause());
        out.text(rationale.consequence());
        out.text(rationale.action());
        out.whole(rationale.timeToRespondNs());
    }

    private static AlarmRationale getRationale(DefinitionInput in) {
        String message = in.text();
        if (!in.flag()) {
            return message.isEmpty() ? AlarmRationale.NONE : AlarmRationale.ofMessage(message);
        }
        return new AlarmRationale(message, in.text(), in.text(), in.text(), in.text(), in.text(), in.wholeLong());
    }
}
