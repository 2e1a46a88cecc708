package io.ringmain.core.whatif;

import io.ringmain.core.replay.ReplayException;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Executes a recorded span twice side by side: as it was, and with another configuration that takes effect when the span
 * begins, in the state of then, kept by name. Inputs, commands among them, are as recorded.
 *
 * <p>Thread: its owner.
 */
public final class WhatIf {
    private final Renames renames;
    private final Remarks remarks = new Remarks();
    private final CommandLog commandLog = new CommandLog();
    private final Side before = new Side();
    private final Side after = new Side();
    private final OtherRun other = new OtherRun();
    /** What recorded tags are called now. */
    private final Set<String> recordedTags = new HashSet<>();

    private final ReplaySession recorded;
    private NameMap names;
    private CommandMap commands;
    private InputMap inputs;
    private long executed;

    private WhatIf(ReplaySession recorded, Renames renames) {
        this.recorded = recorded;
        this.renames = renames;
    }

    /**
     * @param site the other configuration, checked
     * @param from first event of the span
     * @param to last event of the span
     * @param listener is told of every recorded event, those before the span that lead to its state included
     * @throws ReplayException when nothing is recorded there, or not from there on
     */
    public static WhatIfReport run(
            ReplaySource source,
            SiteDefinition site,
            Renames renames,
            ReplayPoint from,
            ReplayPoint to,
            ReplayListener listener) {
        try (ReplaySession session = ReplaySession.open(source, from, listener)) {
            return new WhatIf(session, renames).run(site, to, listener);
        }
    }

    private WhatIfReport run(SiteDefinition site, ReplayPoint to, ReplayListener listener) {
        if (!recorded.hasNext() || to.isPassed(recorded.event().sequence, recorded.event().ingressTimeNs)) {
            throw new ReplayException("nothing is recorded in that span");
        }
        long firstSequence = recorded.event().sequence;
        long fromNs = recorded.event().ingressTimeNs;
        begin(site, fromNs);
        long events = recorded.events();
        while (step(to)) {
            listener.onExecuted(recorded);
        }
        events = recorded.events() - events;
        boolean isCut = !recorded.isStopped() && to.isTime() && recorded.hasNext();
        long untilNs = isCut ? Math.max(to.value(), recorded.ringTimeNs()) : recorded.ringTimeNs();
        other.catchUp(untilNs, recorded.nextDeadlineNs());
        noteUnrecorded();
        return report(firstSequence, fromNs, untilNs, events);
    }

    private void begin(SiteDefinition site, long fromNs) {
        before.begin(recorded.site(), recorded.alarms(), fromNs);
        other.begin(recorded::fork);
        boolean isFresh = recorded.lastSequence() == 0;
        other.configure(site, recorded.lastSequence(), isFresh ? fromNs : recorded.ringTimeNs());
        SitePlan plan = other.logic().site();
        after.begin(plan, other.logic().alarms(), fromNs);
        other.tell(result -> {
            after.onResult(result, plan);
            commandLog.onWhatIf(result);
        });
        names = new NameMap(plan, renames);
        commands = new CommandMap(names, commandLog, recorded, other.logic());
        inputs = new InputMap(names, commands, remarks);
        useRecorded();
    }

    private void useRecorded() {
        SitePlan site = recorded.site();
        names.use(site);
        for (int id = 0; id < site.tagCount(); id++) {
            if (site.tag(id) != null) {
                recordedTags.add(renames.now(site.tag(id).name()));
            }
        }
    }

    private boolean step(ReplayPoint to) {
        if (recorded.isStopped()
                || !recorded.hasNext()
                || to.isPassed(recorded.event().sequence, recorded.event().ingressTimeNs)) {
            return false;
        }
        Event event = recorded.event();
        // Nothing happened by itself between the end of a run and its next start.
        if (event.kind != EventKind.START && event.kind != EventKind.CONFIG) {
            other.catchUp(event.ingressTimeNs, recorded.nextDeadlineNs());
        }
        recorded.execute();
        if (event.kind == EventKind.COMMAND && event.command != null) {
            commandLog.onCommand(event, commands.target(event.command));
        }
        for (int i = 0; i < recorded.resultCount(); i++) {
            before.onResult(recorded.result(i), recorded.site());
            commandLog.onRecorded(recorded.result(i));
        }
        if (event.kind == EventKind.CONFIG && event.disposition == Event.APPLIED) {
            before.occurrences().onConfiguration(recorded.site(), recorded.alarms(), recorded.ringTimeNs());
            useRecorded();
        }
        if (inputs.map(event)) {
            other.execute(event);
            executed++;
        }
        return true;
    }

    /** Tags with alarms of which nothing is recorded, so that their alarms can not have done anything. */
    private void noteUnrecorded() {
        SitePlan plan = other.logic().site();
        Set<String> alarmed = new HashSet<>();
        for (int id = 0; id < plan.alarmCount(); id++) {
            if (plan.alarm(id) != null) {
                alarmed.add(plan.alarm(id).tag());
            }
        }
        TagValue value = new TagValue();
        for (int id = 0; id < plan.tagCount(); id++) {
            TagDefinition tag = plan.tag(id);
            if (tag == null || recordedTags.contains(tag.name()) || !alarmed.contains(tag.name())) {
                continue;
            }
            boolean isEverSet = other.logic().values().read(id, value) && value.sequence != 0;
            if (!isEverSet) {
                remarks.note(Remark.Kind.NOT_RECORDED, tag.name(), "");
            }
        }
    }

    private WhatIfReport report(long firstSequence, long fromNs, long untilNs, long events) {
        Map<String, List<Occurrence>> was = new TreeMap<>();
        before.occurrences().end().forEach((alarm, list) -> was.put(renames.now(alarm), list));
        Map<String, List<Occurrence>> is = after.occurrences().end();
        Set<String> alarms = new TreeSet<>(was.keySet());
        alarms.addAll(is.keySet());
        List<AlarmDifference> differences = new ArrayList<>();
        long same = 0;
        for (String alarm : alarms) {
            AlarmDifference difference =
                    AlarmDifference.of(alarm, was.getOrDefault(alarm, List.of()), is.getOrDefault(alarm, List.of()));
            same += difference.same();
            if (difference.isAny()) {
                differences.add(difference);
            }
        }
        return new WhatIfReport(
                recorded.site().name(),
                other.logic().site().name(),
                recorded.snapshot(),
                fromNs,
                untilNs,
                firstSequence,
                recorded.lastSequence(),
                events,
                executed,
                other.addedTicks(),
                inputs.skippedConfigurations(),
                commandLog.count(),
                recorded.isStopped(),
                recorded.mismatches(),
                remarks.list(),
                commandLog.differences(),
                differences,
                same,
                List.copyOf(other.errors()),
                before.figures(recorded.site(), recorded.alarms(), untilNs),
                after.figures(other.logic().site(), other.logic().alarms(), untilNs));
    }
}
