package io.ringmain.historian.records;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.machine.MachineCause;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.EpochInfo;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.historian.records.EventRows.EventClass;

/**
 * Turns records of the journal into rows. What comes out depends on the records, the configuration and the commands that
 * wait, and on nothing else: made again, the rows are the same.
 *
 * <p>Thread: the projection's.
 */
final class JournalRecords {
    /** Raised with every change of what rows come of a record: the tables are made again then. */
    static final int FORMAT = 4;

    private final SiteNames names;
    private final PendingRows rows;
    private final EventRows events;
    private final AlarmRows alarms;
    private final CommandRows commands;
    private final NoteRows notes;

    JournalRecords(SiteNames names, PendingRows rows, OpenCommands open) {
        this.names = names;
        this.rows = rows;
        events = new EventRows(rows, names);
        alarms = new AlarmRows(names, rows, events);
        commands = new CommandRows(names, rows, events, open);
        notes = new NoteRows(rows, events);
    }

    /** Adds the rows of all records of the batch that the decoder has been given. */
    void add(BatchDecoder batch) {
        while (batch.next()) {
            Event event = batch.event();
            switch (event.kind) {
                case EventKind.CONFIG -> configuration(event);
                case EventKind.COMMAND -> commands.add(event, batch);
                case EventKind.NOTE -> notes.add(event);
                case EventKind.LINK -> link(event);
                case EventKind.START -> start(event);
                default -> {
                    // an update is no record; its results may be
                }
            }
            for (int i = 0; i < batch.resultCount(); i++) {
                Result result = batch.result(i);
                switch (result.kind()) {
                    case Result.ALARM -> alarms.add(event, result, i + 1);
                    case Result.OUTCOME -> commands.outcome(event, result, i + 1);
                    case Result.MACHINE -> machine(event, result, i + 1);
                    default -> {
                        // values are samples, no records
                    }
                }
            }
        }
    }

    private void configuration(Event event) {
        SitePlan before = names.plan();
        boolean isApplied = event.disposition == Event.APPLIED;
        Revision revision = Revision.of(event.configuration);
        // what was refused need not be a configuration
        SitePlan next = isApplied ? SitePlan.decode(event.configuration) : before;
        String changes = SiteDifference.between(before, next);
        rows.add(RecordRow.of(RecordTable.AUDIT)
                .number("sequence", event.sequence)
                .number("at_ns", event.ingressTimeNs)
                .text("user_name", revision.user())
                .text("origin", "")
                .text("action", "CONFIGURE")
                .text("target_kind", "SITE")
                .text("target", next.name())
                .text("item", "")
                .number("occurrence", 0)
                .text("old_value", "version " + before.version())
                .text("new_value", "version " + next.version() + (changes.isEmpty() ? "" : ": " + changes))
                .text("reason", revision.reason())
                .text("command", "")
                .text("state", (isApplied ? CommandState.DONE : CommandState.FAILED).name())
                .text("code", Quality.name(isApplied ? Quality.GOOD : event.cause))
                .number("times", 1)
                .number("is_signed", 0)
                .number("ended_at", event.ingressTimeNs)
                .number("ended_sequence", event.sequence));
        events.add(
                event.sequence,
                0,
                event.ingressTimeNs,
                EventClass.SYSTEM,
                "CONFIG",
                EventRows.NOTICE,
                revision.user(),
                next.name(),
                "configuration " + next.version() + (isApplied ? "" : " was refused")
                        + (changes.isEmpty() ? "" : ": " + changes)
                        + (revision.reason().isEmpty() ? "" : "; " + revision.reason()));
        if (isApplied) {
            names.configure(event.configuration);
            alarms.configured(before, event);
        }
    }

    private void link(Event event) {
        LinkState state = LinkState.ofCode((int) event.valueBits);
        if (event.disposition != Event.APPLIED || state == null) {
            return;
        }
        String connector = names.connectorName(event.target);
        int criticality = switch (state) {
            case UNAVAILABLE -> EventRows.WARNING;
            case FAILED -> EventRows.SERIOUS;
            default -> EventRows.ROUTINE;
        };
        events.add(
                event.sequence,
                0,
                event.ingressTimeNs,
                EventClass.CONNECTOR,
                state.name(),
                criticality,
                "",
                connector,
                "connector " + connector + " is " + state);
    }

    private void start(Event event) {
        EpochInfo program = EpochInfo.decode(event.configuration);
        events.add(
                event.sequence,
                0,
                event.ingressTimeNs,
                EventClass.SYSTEM,
                "START",
                EventRows.NOTICE,
                "",
                names.plan().name(),
                "Ringmain was started; LOGIC version " + program.logicVersion() + ", Java " + program.jvm());
    }

    private void machine(Event event, Result result, int ordinal) {
        int id = result.id();
        int cause = (int) result.bits();
        Command command = event.command;
        boolean isAsked =
                command != null && command.kind().target() == Command.Target.MACHINE && command.target() == id;
        String user = isAsked ? command.user() : "";
        String name = names.machineName(id);
        events.add(
                event.sequence,
                ordinal,
                event.ingressTimeNs,
                EventClass.MACHINE,
                Texts.upper(MachineCause.name(cause)),
                criticality(cause),
                user,
                name,
                name + " " + moved(id, cause, result) + (user.isEmpty() ? "" : " by " + user)
                        + (isAsked && !command.reason().isEmpty() ? ": " + command.reason() : ""));
    }

    private static int criticality(int cause) {
        return switch (cause) {
            case MachineCause.FAULT -> EventRows.SERIOUS;
            case MachineCause.TIMEOUT -> EventRows.NOTICE;
            default -> EventRows.ROUTINE;
        };
    }

    private String moved(int id, int cause, Result result) {
        String to = names.stateName(id, result.status());
        String from = names.stateName(id, result.aux());
        return switch (cause) {
            case MachineCause.FAULT -> "has failed in " + from + " and is in " + to;
            case MachineCause.REQUEST -> "is asked to go from " + from + " to " + to + ", which is to be confirmed";
            case MachineCause.TIMEOUT -> "stays in " + from + ": going to " + to + " was not confirmed in time";
            case MachineCause.RESET -> "was set going again, in " + to;
            case MachineCause.SETTING ->
                result.ref() == 0
                        ? "has another interval"
                        : "has another " + names.attributeName(id, (int) result.ref() - 1);
            default -> "went from " + from + " to " + to;
        };
    }
}
