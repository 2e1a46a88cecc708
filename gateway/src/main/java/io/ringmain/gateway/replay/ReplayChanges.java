package io.ringmain.gateway.replay;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.plant.TagMarks;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.LinkState;
import io.ringmain.gateway.view.ChangeView;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Times;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells who watches a replay what its events change.
 *
 * <p>Thread: that of the replays; {@link #remove} and {@link #shown} any.
 */
final class ReplayChanges {
    private final String id;
    private final List<ReplayWatch> watches = new CopyOnWriteArrayList<>();
    private final AlarmSnapshot alarm = new AlarmSnapshot();
    private TagMarks marks = new TagMarks();
    private long generation;
    private volatile ReplayWatch.Shown shown;

    ReplayChanges(String id) {
        this.id = id;
    }

    ReplayWatch.Shown shown() {
        return shown;
    }

    void add(ReplayWatch watch) {
        watches.add(watch);
    }

    void remove(ReplayWatch watch) {
        watches.remove(watch);
    }

    boolean isWatched() {
        return !watches.isEmpty();
    }

    /** There is nothing to be seen from here on. */
    void hide() {
        shown = null;
    }

    /** A moment has been reached, and everything may be another. */
    void show(ReplaySession session) {
        marks = new TagMarks();
        marks.ensure(session.site().tagCount());
        generation++;
        shown = new ReplayWatch.Shown(generation, session.site(), session.values(), marks);
    }

    /** An event has been executed while somebody may look. */
    void onExecuted(ReplaySession session) {
        Event event = session.event();
        if (event.kind == EventKind.CONFIG && event.disposition == Event.APPLIED) {
            marks.ensure(session.site().tagCount());
            shown = new ReplayWatch.Shown(generation, session.site(), session.values(), marks);
            tell(
                    "state",
                    session,
                    out -> out.writeNumberField("configuration", session.site().version()));
        } else if (event.kind == EventKind.UPDATE && event.disposition == Event.APPLIED) {
            marks.count(event.target);
        } else if (event.kind == EventKind.LINK) {
            onLink(session);
        }
        int results = session.resultCount();
        for (int i = 0; i < results; i++) {
            Result result = session.result(i);
            switch (result.kind()) {
                case Result.TAG_SET -> marks.count(result.id());
                case Result.ALARM -> onAlarm(session, result);
                case Result.MACHINE -> onMachine(session, result);
                default -> {
                    // no change that is shown
                }
            }
        }
    }

    private void onLink(ReplaySession session) {
        Event event = session.event();
        LinkState state = LinkState.ofCode((int) event.valueBits);
        SitePlan site = session.site();
        if (!watches.isEmpty() && state != null && site.connector(event.target) != null) {
            String name = site.connector(event.target).name();
            tell("state", session, out -> ChangeView.writeLink(out, name, state, event.ingressTimeNs));
        }
    }

    private void onAlarm(ReplaySession session, Result result) {
        AlarmInput input = AlarmInput.ofCode((int) result.ref());
        int alarmId = result.id();
        SitePlan site = session.site();
        boolean isTold = !watches.isEmpty() && input != AlarmInput.SUPERSEDED;
        if (isTold && site.alarm(alarmId) != null && session.alarms().read(alarmId, alarm)) {
            if (alarm.sequence != session.event().sequence) {
                ChangeView.asOfTransition(
                        alarm, session.event().sequence, input, (int) result.high(), result.bits(), result.timeNs());
            }
            tell("alarm", session, out -> ChangeView.writeAlarm(out, site, alarmId, alarm));
        }
    }

    private void onMachine(ReplaySession session, Result result) {
        int machineId = result.id();
        SitePlan site = session.site();
        if (!watches.isEmpty() && site.machine(machineId) != null) {
            String name = site.machine(machineId).name();
            tell(
                    "machine",
                    session,
                    out -> ChangeView.writeMachine(
                            out,
                            name,
                            session.machineDeclaration(machineId),
                            session.event().sequence,
                            result.aux(),
                            result.status(),
                            (int) result.bits(),
                            result.timeNs()));
        }
    }

    private void tell(String operation, ReplaySession session, Json.Writing members) {
        tell(operation, session.event().sequence, session.event().ingressTimeNs, members);
    }

    /** What the replay itself does. */
    void tell(ReplayStatus status) {
        tell("state", status.sequence(), status.atNs(), out -> {
            out.writeStringField("state", status.phase().label());
            Json.number(out, "speed", status.speed());
            out.writeStringField("target", Times.rfc3339(status.targetNs()));
            if (status.problem() != null) {
                out.writeStringField("code", status.problem().code());
                out.writeStringField("detail", status.problem().detail());
            }
        });
    }

    private void tell(String operation, long sequence, long atNs, Json.Writing members) {
        if (watches.isEmpty()) {
            return;
        }
        ReplayWatch.Change change = new ReplayWatch.Change(operation, Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("replay", id);
            out.writeStringField("at", Times.rfc3339(atNs));
            out.writeNumberField("sequence", sequence);
            members.to(out);
            out.writeEndObject();
        }));
        watches.forEach(watch -> watch.offer(change));
    }
}
