package io.ringmain.historian.records;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmLevel;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.alarm.AlarmTransitions;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.UUID;

/** Makes rows of what alarms did. Thread: the projection's. */
final class AlarmRows {
    private static final int NO_PRIORITY = 1;

    private final SiteNames names;
    private final PendingRows rows;
    private final EventRows events;

    AlarmRows(SiteNames names, PendingRows rows, EventRows events) {
        this.names = names;
        this.rows = rows;
        this.events = events;
    }

    /** @param ordinal place of the result in its event, from 1 */
    void add(Event event, Result result, int ordinal) {
        AlarmInput input = AlarmInput.ofCode((int) result.ref());
        if (input == null) {
            return;
        }
        int id = result.id();
        int regions = (int) result.high();
        AlarmDefinition alarm = names.alarm(id);
        AlarmKind levelKind = AlarmKind.ofCode((int) result.low());
        AlarmLevel level = alarm == null ? null : alarm.level(levelKind);
        int priority = level != null ? level.priority() : alarm == null ? NO_PRIORITY : alarm.priority();
        Command asked = asked(event, id);
        String state = String.valueOf(AlarmState.ofCode(result.status()));
        RecordRow transition = RecordRow.of(RecordTable.TRANSITIONS)
                .number("sequence", event.sequence)
                .number("ordinal", ordinal)
                .number("at_ns", event.ingressTimeNs)
                .number("alarm_id", id)
                .text("alarm", names.alarmName(id))
                .number("occurrence", result.bits())
                .text("input", input.name())
                .text("state_before", String.valueOf(AlarmState.ofCode(result.aux())))
                .text("state", state)
                .text("base", String.valueOf(AlarmTransitions.base(regions)))
                .number("regions", regions)
                .number("priority", priority)
                .text("alarm_level", levelKind == null ? "" : levelKind.name())
                .text("user_name", asked == null ? "" : asked.user())
                .text("text", asked == null ? "" : asked.reason())
                .text("command", asked == null ? "" : new UUID(asked.idHigh(), asked.idLow()).toString());
        rows.add(transition);
        follow(event, result, ordinal, input, transition);
        events.add(
                event.sequence,
                ordinal,
                event.ingressTimeNs,
                EventRows.EventClass.ALARM,
                input.name(),
                priority,
                criticality(input, priority),
                asked == null ? "" : asked.user(),
                names.alarmName(id),
                text(input, alarm, result, asked));
    }

    /** The command that asked for it; what groups and expressions do with other alarms nobody asked for. */
    private static Command asked(Event event, int alarmId) {
        Command command = event.command;
        boolean isAsked =
                command != null && command.kind().target() == Command.Target.ALARM && command.target() == alarmId;
        return isAsked ? command : null;
    }

    private void follow(Event event, Result result, int ordinal, AlarmInput input, RecordRow transition) {
        if (result.bits() == 0) {
            return; // nothing has occurred yet
        }
        RecordRow row = RecordRow.of(RecordTable.OCCURRENCES)
                .number("sequence", result.bits())
                .number("alarm_id", result.id())
                .number("ordinal", ordinal);
        for (String column : OccurrenceMark.PRESENT) {
            row.values().put(column, transition.values().get(column));
        }
        row.number("changed_at", event.ingressTimeNs).number("changed_sequence", event.sequence);
        OccurrenceMark made = OccurrenceMark.of(input);
        for (OccurrenceMark mark : OccurrenceMark.values()) {
            row.number(mark.at(), mark == made ? event.ingressTimeNs : 0);
            if (mark.isPersonal()) {
                Object by = mark == made ? transition.values().get("user_name") : "";
                Object text = mark == made ? transition.values().get("text") : "";
                row.values().put(mark.by(), by);
                row.values().put(mark.text(), text);
            }
        }
        boolean isOver = input == AlarmInput.SUPERSEDED || !AlarmTransitions.isUnfinished((int) result.high());
        if (input == AlarmInput.ACTIVATE) {
            rows.add(raised(row, event, result));
        } else if (input == AlarmInput.COMMENT) {
            rows.comment(row);
        } else {
            rows.change(row.number(OccurrenceMark.ENDED.at(), isOver ? event.ingressTimeNs : 0));
        }
    }

    private RecordRow raised(RecordRow row, Event event, Result result) {
        AlarmDefinition alarm = names.alarm(result.id());
        TagDefinition tag = alarm == null ? null : names.tag(names.plan().tagId(alarm.tag()));
        int type = tag == null || tag.type().isArray() || tag.type() == TagType.STRING
                ? 0
                : tag.type().code();
        String area = alarm == null ? "" : alarm.rationale().area();
        return row.text("alarm", names.alarmName(result.id()))
                .text("tag", alarm == null ? "" : alarm.tag())
                .text("area", area.isEmpty() && tag != null ? tag.area() : area)
                .text("kind", alarm == null ? "" : alarm.kind().name())
                .text("message", alarm == null ? "" : alarm.message())
                .text("unit", tag == null ? "" : tag.unit())
                .real("limit_value", limit(alarm, (int) result.low()))
                .number("raised_at", event.ingressTimeNs)
                .number("raised_type", type)
                .number("raised_bits", type == 0 ? 0 : result.value())
                .real("raised_value", number(type, result.value()));
    }

    private static double number(int type, long bits) {
        return type == 0 ? Double.NaN : type == TagType.FLOAT64.code() ? Double.longBitsToDouble(bits) : bits;
    }

    /** The limit that was crossed; NaN for conditions that have none, or more than one. */
    private static double limit(AlarmDefinition alarm, int level) {
        if (alarm == null) {
            return Double.NaN;
        }
        AlarmLevel present = alarm.level(AlarmKind.ofCode(level));
        if (present != null) {
            return present.limit().doubleValue();
        }
        if (alarm.condition() instanceof AlarmCondition.Limit limit) {
            return limit.limit().doubleValue();
        }
        return alarm.condition() instanceof AlarmCondition.RateOfChange rate ? rate.limit() : Double.NaN;
    }

    private static int criticality(AlarmInput input, int priority) {
        return switch (input) {
            case ACTIVATE, REALARM -> Math.min(EventRows.CRITICAL, priority + 1);
            case SUPERSEDED, SUPPRESS, REMOVE_FROM_SERVICE, DISABLE -> EventRows.NOTICE;
            default -> EventRows.ROUTINE;
        };
    }

    private String text(AlarmInput input, AlarmDefinition alarm, Result result, Command asked) {
        StringBuilder text =
                new StringBuilder(names.alarmName(result.id())).append(' ').append(word(input));
        if (input == AlarmInput.ACTIVATE && alarm != null) {
            TagDefinition tag = names.tag(names.plan().tagId(alarm.tag()));
            String value = tag == null ? "" : Texts.value(tag.type().code(), result.value());
            if (!value.isEmpty()) {
                text.append(" at ").append(value).append(tag.unit().isEmpty() ? "" : " " + tag.unit());
            }
            if (!alarm.message().isEmpty()) {
                text.append(": ").append(alarm.message());
            }
        } else if (asked != null) {
            text.append(" by ").append(asked.user());
            if (!asked.reason().isEmpty()) {
                text.append(": ").append(asked.reason());
            }
        }
        return text.toString();
    }

    private static String word(AlarmInput input) {
        return switch (input) {
            case ACTIVATE -> "is active";
            case RETURN -> "has returned to normal";
            case ACKNOWLEDGE -> "was acknowledged";
            case RESET -> "was reset";
            case REALARM -> "is announced again";
            case SHELVE_TIMED, SHELVE_ONE_SHOT, SHELF_BEGIN -> "was shelved";
            case UNSHELVE, SHELF_OVER -> "is off the shelf";
            case SUPPRESS, EXPRESSION_SUPPRESS, GROUP_SUPPRESS -> "was suppressed";
            case UNSUPPRESS, EXPRESSION_UNSUPPRESS, GROUP_UNSUPPRESS -> "is suppressed no more";
            case REMOVE_FROM_SERVICE -> "was taken out of service";
            case RETURN_TO_SERVICE -> "is in service again";
            case ENABLE -> "was enabled";
            case DISABLE -> "was disabled";
            case CONFIRM -> "was confirmed";
            case SILENCE -> "was silenced";
            case COMMENT -> "was commented";
            case PLAN_SHELF -> "is to be shelved later";
            case SUPERSEDED -> "is superseded by a new occurrence";
            case FIRST_OUT_OVER -> "is first of its group no more";
            case LEVEL -> "has come back to a less severe level";
        };
    }

    /** Occurrences of alarms that the new configuration does not have, or watches something else with, are over. */
    void configured(SitePlan before, Event event) {
        for (int id = 0; id < before.alarmCount(); id++) {
            AlarmDefinition was = before.alarm(id);
            AlarmDefinition is = names.alarm(id);
            if (was != null && (is == null || !is.tag().equals(was.tag()))) {
                rows.close(RecordRow.of(RecordTable.OCCURRENCES)
                        .number("sequence", event.sequence)
                        .number("alarm_id", id)
                        .number(OccurrenceMark.ENDED.at(), event.ingressTimeNs));
            }
        }
    }
}
