package io.ringmain.core.plant;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.logic.LogicPlan;
import io.ringmain.core.logic.StateCapture;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.pipeline.OutcomeHandler;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.LongPredicate;

/**
 * What follows from journaled events: marks for readers, writes to devices, outcomes for those who asked.
 *
 * <p>Thread: OUTCOMES; listeners come and go from any. Allocates: for device writes and outcomes, nothing an update.
 */
final class PlantOutcomes implements OutcomeHandler {
    private final TagMarks marks;
    private final CommandDesk desk;
    private final Answers answers;
    private final SnapshotWriter snapshots;
    private final LongPredicate isUnrecorded;
    private volatile OutcomeListener[] listeners = {};
    private final ConnectorLinks links;
    private final ConfigurationDesk configurations;
    private final MachineDesk machines;
    private final IntFunction<MachineDeclaration> declarations;
    /** As of the last journaled configuration. */
    private volatile SitePlan site;

    PlantOutcomes(
            TagMarks marks,
            CommandDesk desk,
            Answers answers,
            SnapshotWriter snapshots,
            ConnectorLinks links,
            ConfigurationDesk configurations,
            MachineDesk machines,
            IntFunction<MachineDeclaration> declarations,
            SitePlan site,
            LongPredicate isUnrecorded) {
        this.marks = marks;
        this.desk = desk;
        this.answers = answers;
        this.snapshots = snapshots;
        this.links = links;
        this.configurations = configurations;
        this.machines = machines;
        this.declarations = declarations;
        this.site = site;
        this.isUnrecorded = isUnrecorded;
    }

    /** The site as of the last journaled configuration. Thread: any. */
    SitePlan site() {
        return site;
    }

    /** Thread: callers take turns, see {@link Plant#addListener}. */
    void add(OutcomeListener listener) {
        OutcomeListener[] more = Arrays.copyOf(listeners, listeners.length + 1);
        more[listeners.length] = listener;
        listeners = more;
    }

    void remove(OutcomeListener listener) {
        listeners = Arrays.stream(listeners).filter(l -> l != listener).toArray(OutcomeListener[]::new);
    }

    @Override
    public void onEvent(Event event) {
        switch (event.kind) {
            case EventKind.UPDATE -> {
                if (event.disposition == Event.APPLIED) {
                    marks.count(event.target);
                }
            }
            case EventKind.LINK -> onLink(event);
            case EventKind.CONFIG -> onConfiguration(event);
            case EventKind.COMMAND -> {
                for (OutcomeListener listener : listeners) {
                    listener.onAsked(event.sequence, event.command, event.ingressTimeNs);
                }
            }
            default -> {}
        }
    }

    @Override
    public long touch(Event event) {
        return event.kind == EventKind.UPDATE ? marks.of(event.target) : 0;
    }

    @Override
    public void onSettled(Event event) {
        switch (event.kind) {
            case EventKind.CONFIG ->
                configurations.onConfiguration(event, versionAsOf(event), isUnrecorded.test(event.sequence));
            case EventKind.SNAPSHOT -> onSnapshot(event);
            case EventKind.COMMAND -> onCommand(event);
            default -> {}
        }
    }

    /** The present version may be a later one. */
    private int versionAsOf(Event event) {
        return event.disposition == Event.APPLIED && event.attachment instanceof LogicPlan plan
                ? plan.site().version()
                : site.version();
    }

    private void onConfiguration(Event event) {
        if (event.disposition == Event.APPLIED && event.attachment instanceof LogicPlan plan) {
            site = plan.site();
            marks.ensure(site.tagCount());
            links.follow(site, event.sequence);
            for (OutcomeListener listener : listeners) {
                listener.onConfiguration(event.sequence, site.version());
            }
        }
    }

    /** A command on which LOGIC failed has no outcome among its results. */
    private void onCommand(Event event) {
        if (event.disposition == Event.QUARANTINED) {
            Command command = event.command;
            report(new CommandOutcome(
                    command.idHigh(),
                    command.idLow(),
                    CommandState.FAILED,
                    event.cause,
                    event.sequence,
                    event.sequence));
        }
    }

    private void onSnapshot(Event event) {
        // A state that the journal does not lead to would be taken for recorded by the next start.
        if (event.attachment instanceof StateCapture capture) {
            if (isUnrecorded.test(event.sequence)) {
                capture.close();
            } else {
                snapshots.write(capture);
            }
        }
    }

    private void onLink(Event event) {
        LinkState state = LinkState.ofCode((int) event.valueBits);
        if (event.disposition == Event.APPLIED) {
            links.onLink(event.target, state, event.ingressTimeNs);
        }
        for (OutcomeListener listener : listeners) {
            listener.onLink(event.sequence, event.target, state, event.ingressTimeNs);
        }
    }

    @Override
    public void onResult(Event event, Result result) {
        switch (result.kind()) {
            case Result.TAG_SET -> marks.count(result.id());
            case Result.CONDITIONED -> {
                // The update that it belongs to has been counted.
            }
            case Result.ALARM -> {
                for (OutcomeListener listener : listeners) {
                    listener.onAlarm(
                            event.sequence,
                            result.id(),
                            AlarmInput.ofCode((int) result.ref()),
                            result.aux(),
                            (int) result.high(),
                            result.bits(),
                            result.timeNs(),
                            AlarmKind.ofCode((int) result.low()));
                }
            }
            case Result.MACHINE -> {
                for (OutcomeListener listener : listeners) {
                    listener.onMachine(
                            event.sequence,
                            result.id(),
                            result.aux(),
                            result.status(),
                            (int) result.bits(),
                            result.timeNs());
                }
            }
            case Result.MACHINE_REQUEST ->
                machines.onRequest(site, declarations.apply(result.id()), result, isUnrecorded.test(event.sequence));
            case Result.DEVICE_WRITE -> onDeviceWrite(event, result);
            case Result.OUTCOME -> onOutcome(event, result);
            default -> throw new IllegalStateException("result of unknown kind " + result.kind());
        }
    }

    private void onDeviceWrite(Event event, Result result) {
        TagDefinition tag = site.tag(result.id());
        ConnectorLink link = tag == null || tag.source() == null
                ? null
                : links.of(site.connectorId(tag.source().connector()));
        if (link == null || isUnrecorded.test(event.sequence)) {
            answers.publishLater(result.ref(), Quality.BAD_RESOURCE_UNAVAILABLE);
            return;
        }
        TagType type = TagType.ofCode(result.aux());
        String text = type == TagType.STRING && event.command != null ? event.command.text() : null;
        link.write(new DeviceWrite(result.ref(), result.id(), tag.source().address(), type, result.bits(), text));
    }

    private void onOutcome(Event event, Result result) {
        // What nobody will find in the journal was not done as far as anyone can prove.
        boolean isProven = !isUnrecorded.test(result.ref());
        CommandOutcome outcome = new CommandOutcome(
                result.high(),
                result.low(),
                isProven ? CommandState.ofCode(result.aux()) : CommandState.FAILED,
                isProven ? result.status() : Quality.BAD_RESOURCE_UNAVAILABLE,
                result.ref(),
                event.sequence);
        report(outcome);
    }

    private void report(CommandOutcome outcome) {
        desk.onOutcome(outcome);
        for (OutcomeListener listener : listeners) {
            listener.onCommand(outcome);
        }
    }

    @Override
    public void onBatchEnd(long sequence) {
        for (OutcomeListener listener : listeners) {
            listener.onBatchEnd(sequence);
        }
    }
}
