package io.ringmain.historian.records;

import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.machine.MachineCause;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.time.Duration;
import java.util.UUID;

/**
 * Makes rows of commands: the audit, the log book, and events of what has no other trace.
 *
 * <p>Thread: the projection's. Owns: the commands that wait for their end.
 */
final class CommandRows {
    /** The same command once more, answered and not done again. */
    static final String REPEATED = "REPEATED";

    private final SiteNames names;
    private final PendingRows rows;
    private final EventRows events;
    private final OpenCommands open;

    CommandRows(SiteNames names, PendingRows rows, EventRows events, OpenCommands open) {
        this.names = names;
        this.rows = rows;
        this.events = events;
        this.open = open;
    }

    /** What a command's own event says of how it went. */
    private record Ending(String state, String code, boolean isOver) {}

    void add(Event event, BatchDecoder batch) {
        Command command = event.command;
        Ending ending = ending(event, batch);
        String target = target(command);
        String before = before(event, batch);
        String after = after(event, batch);
        rows.add(RecordRow.of(RecordTable.AUDIT)
                .number("sequence", event.sequence)
                .number("at_ns", event.ingressTimeNs)
                .text("user_name", command.user())
                .text("origin", command.origin())
                .text("action", command.kind().name())
                .text("target_kind", command.kind().target().name())
                .text("target", target)
                .text("item", item(command))
                .number("occurrence", command.occurrence())
                .text("old_value", before)
                .text("new_value", after)
                .text("reason", command.reason())
                .text("command", new UUID(command.idHigh(), command.idLow()).toString())
                .text("state", ending.state())
                .text("code", ending.code())
                .number("times", 1)
                .number("is_signed", command.isSigned() ? 1 : 0)
                .number("ended_at", ending.isOver() ? event.ingressTimeNs : 0)
                .number("ended_sequence", ending.isOver() ? event.sequence : 0));
        boolean isDone = ending.state().equals(CommandState.DONE.name());
        if (ending.state().equals(REPEATED)) {
            return;
        }
        if (ending.state().equals(CommandState.PENDING.name())) {
            open.add(event.sequence, command.user(), command.kind(), target);
        }
        if (command.kind() == Command.Kind.LOG && isDone) {
            log(event, target);
        } else if (!isDone || command.kind().target() == Command.Target.TAG) {
            events.add(
                    event.sequence,
                    0,
                    event.ingressTimeNs,
                    about(command.kind()),
                    command.kind().name(),
                    ending.isOver() && !isDone ? EventRows.NOTICE : EventRows.ROUTINE,
                    command.user(),
                    target,
                    text(command, target, before, after, ending));
        }
    }

    private void log(Event event, String alarm) {
        Command command = event.command;
        rows.add(RecordRow.of(RecordTable.LOGBOOK)
                .number("sequence", event.sequence)
                .number("at_ns", event.ingressTimeNs)
                .text("user_name", command.user())
                .text("category", command.reason())
                .text("text", command.text())
                .text("search", Texts.search(command.text()))
                .text("alarm", alarm)
                .number("about", command.occurrence())
                .number("about_ordinal", command.item())
                .text("command", new UUID(command.idHigh(), command.idLow()).toString()));
        events.add(
                event.sequence,
                0,
                event.ingressTimeNs,
                EventRows.EventClass.USER,
                Command.Kind.LOG.name(),
                EventRows.ROUTINE,
                command.user(),
                alarm,
                command.text());
    }

    /** How an earlier command ended; a repeat's answer ends nothing. */
    void outcome(Event event, Result result, int ordinal) {
        Command own = event.command;
        boolean isOwn = own != null && result.high() == own.idHigh() && result.low() == own.idLow();
        if (isOwn) {
            return;
        }
        String state = state(result.aux());
        String code = Quality.name(result.status());
        rows.outcome(RecordRow.of(RecordTable.AUDIT)
                .number("sequence", result.ref())
                .text("state", state)
                .text("code", code)
                .number("ended_at", event.ingressTimeNs)
                .number("ended_sequence", event.sequence));
        OpenCommands.Open ended = open.end(result.ref());
        if (ended != null) {
            boolean isDone = state.equals(CommandState.DONE.name());
            events.add(
                    event.sequence,
                    ordinal,
                    event.ingressTimeNs,
                    about(ended.kind()),
                    ended.kind().name(),
                    isDone ? EventRows.ROUTINE : EventRows.WARNING,
                    ended.user(),
                    ended.target(),
                    ended.kind().name() + " " + ended.target() + " by " + ended.user() + ", asked for in event "
                            + result.ref() + ": " + state + (isDone ? "" : " (" + code + ")"));
        }
    }

    private static Ending ending(Event event, BatchDecoder batch) {
        Command command = event.command;
        if (event.disposition == Event.QUARANTINED) {
            return new Ending(CommandState.FAILED.name(), Quality.name(event.cause), true);
        }
        boolean isWriting = false;
        for (int i = 0; i < batch.resultCount(); i++) {
            Result result = batch.result(i);
            boolean isOwn = result.kind() == Result.OUTCOME
                    && result.high() == command.idHigh()
                    && result.low() == command.idLow();
            if (isOwn) {
                return result.ref() == event.sequence
                        ? new Ending(state(result.aux()), Quality.name(result.status()), true)
                        : new Ending(REPEATED, Quality.name(result.status()), true);
            }
            isWriting |= result.kind() == Result.DEVICE_WRITE && result.id() == command.target();
        }
        return isWriting ? new Ending(CommandState.PENDING.name(), "", false) : new Ending(REPEATED, "", true);
    }

    private static String state(int code) {
        return String.valueOf(CommandState.ofCode(code));
    }

    private String target(Command command) {
        int id = command.target();
        return switch (command.kind().target()) {
            case TAG -> names.tagName(id);
            case ALARM -> names.alarmName(id);
            case MACHINE -> names.machineName(id);
            case LOG_BOOK -> id == Command.NO_TARGET ? "" : names.alarmName(id);
        };
    }

    /** What of the target is meant: a machine's attribute, or its interval. */
    private String item(Command command) {
        return switch (command.kind()) {
            case SET_ATTRIBUTE -> names.attributeName(command.target(), command.item());
            case SET_INTERVAL -> "interval";
            default -> "";
        };
    }

    private static EventRows.EventClass about(Command.Kind kind) {
        return switch (kind.target()) {
            case TAG -> EventRows.EventClass.TAG;
            case ALARM -> EventRows.EventClass.ALARM;
            case MACHINE -> EventRows.EventClass.MACHINE;
            case LOG_BOOK -> EventRows.EventClass.USER;
        };
    }

    /** What the target showed before, as far as the record says. */
    private String before(Event event, BatchDecoder batch) {
        Command command = event.command;
        for (int i = 0; i < batch.resultCount(); i++) {
            Result result = batch.result(i);
            if (isAbout(result, Result.ALARM, command, Command.Target.ALARM)) {
                return String.valueOf(AlarmState.ofCode(result.aux()));
            }
            if (isMove(result, command)) {
                return names.stateName(command.target(), result.aux());
            }
            if (isAbout(result, Result.DEVICE_WRITE, command, Command.Target.TAG)) {
                return Texts.value((int) result.value(), result.high());
            }
            if (result.kind() == Result.OUTCOME && result.ref() == event.sequence && result.value() != 0) {
                return command.kind() == Command.Kind.SET_INTERVAL
                        ? Duration.ofNanos(result.bits()).toString()
                        : Texts.value((int) result.value(), result.bits());
            }
        }
        return "";
    }

    /** What was asked for, or what came of it. */
    private String after(Event event, BatchDecoder batch) {
        Command command = event.command;
        return switch (command.kind()) {
            case WRITE, OVERRIDE, SET_ATTRIBUTE -> value(command);
            case RELEASE -> shown(command, batch);
            case TRANSITION, CONFIRM_TRANSITION -> names.stateName(command.target(), command.item());
            case SET_INTERVAL -> Duration.ofNanos(command.durationNs()).toString();
            case LOG -> command.text();
            default -> alarmState(command, batch);
        };
    }

    private static String value(Command command) {
        if (command.type() == TagType.STRING) {
            return command.text();
        }
        return command.type() == null ? "" : Texts.value(command.type().code(), command.bits());
    }

    private static String shown(Command command, BatchDecoder batch) {
        for (int i = 0; i < batch.resultCount(); i++) {
            Result result = batch.result(i);
            if (isAbout(result, Result.TAG_SET, command, Command.Target.TAG)) {
                return Texts.value(result.aux(), result.bits());
            }
        }
        return "";
    }

    private static String alarmState(Command command, BatchDecoder batch) {
        String state = "";
        for (int i = 0; i < batch.resultCount(); i++) {
            Result result = batch.result(i);
            if (isAbout(result, Result.ALARM, command, Command.Target.ALARM)) {
                state = String.valueOf(AlarmState.ofCode(result.status()));
            }
        }
        return command.kind() == Command.Kind.SHELVE && !state.isEmpty()
                ? state + " for " + Duration.ofNanos(command.durationNs())
                : state;
    }

    private static boolean isAbout(Result result, int kind, Command command, Command.Target target) {
        return result.kind() == kind
                && result.id() == command.target()
                && command.kind().target() == target;
    }

    private static boolean isMove(Result result, Command command) {
        return isAbout(result, Result.MACHINE, command, Command.Target.MACHINE)
                && (int) result.bits() != MachineCause.SETTING;
    }

    private String text(Command command, String target, String before, String after, Ending ending) {
        StringBuilder text = new StringBuilder();
        text.append(command.kind().name()).append(' ').append(target);
        if (command.kind() == Command.Kind.SET_ATTRIBUTE) {
            text.append('.').append(names.attributeName(command.target(), command.item()));
        }
        text.append(" by ").append(command.user());
        if (command.kind() != Command.Kind.LOG && !after.isEmpty()) {
            text.append(": ").append(after).append(unit(command));
            text.append(before.isEmpty() ? "" : " (was " + before + ")");
        }
        if (!command.reason().isEmpty()) {
            text.append("; ").append(command.reason());
        }
        boolean isRefused = ending.isOver() && !ending.state().equals(CommandState.DONE.name());
        return text.append(isRefused ? "; " + ending.state() + " (" + ending.code() + ")" : "")
                .toString();
    }

    private String unit(Command command) {
        TagDefinition tag = command.kind().target() == Command.Target.TAG ? names.tag(command.target()) : null;
        return tag == null || tag.unit().isEmpty() ? "" : " " + tag.unit();
    }
}
