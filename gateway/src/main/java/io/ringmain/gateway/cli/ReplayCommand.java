package io.ringmain.gateway.cli;

import io.ringmain.core.extension.MachineJarException;
import io.ringmain.core.replay.Replay;
import io.ringmain.core.replay.ReplayException;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.recorded.ReplayFigures;
import io.ringmain.historian.journal.DamagedJournalException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = "Execute the journal of a data folder again; exit code 4 when the outcome differs.")
final class ReplayCommand implements Callable<Integer> {
    private static final String NOTHING_IN_SPAN =
            "no event is recorded from --from to --to; 'journal info' tells what is";

    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

    @Mixin
    private WhatIfOptions whatIf;

    @Option(
            names = "--verify",
            description = "Compare every result and state hash with what was recorded; names the first difference.")
    private boolean isVerifying;

    @Option(
            names = "--from",
            paramLabel = "T",
            converter = PointConverter.class,
            description = "First event: a sequence or an RFC 3339 time; the journal's beginning if not set."
                    + " The state before it comes from the newest snapshot before it.")
    private ReplayPoint from = ReplayPoint.BEGIN;

    @Option(
            names = "--to",
            paramLabel = "T",
            converter = PointConverter.class,
            description = "Last event, included: a sequence or an RFC 3339 time; the journal's end if not set.")
    private ReplayPoint to = ReplayPoint.END;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "N times as fast as it was, showing the events; 0, as fast as possible, if not set.")
    private double speed;

    @Option(names = "--show", description = "Show the events as they are executed.")
    private boolean isShowing;

    @Option(
            names = "--machines",
            paramLabel = "FOLDER",
            description = "Folder of jars of user machines, as site.machine-folder in the site file.")
    private Path machines;

    @Option(names = "--json", description = "Answer in JSON; events one object a line, before the answer.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ConfigurationException {
        check();
        Path path = folder.existing();
        Extensions extensions = Extensions.find();
        try (Interruption interruption = new Interruption();
                ProgressLine progress = new ProgressLine(spec.commandLine().getErr(), "executing")) {
            // A what-if's site file may name a folder of machines, which the recorded ones may be from.
            SiteDefinition other = whatIf.isAsked() ? whatIf.site(extensions, machines) : null;
            ReplaySource source = extensions.recorded(path, machines);
            ReplayListener steps = new ReplaySteps(path, to, interruption, progress);
            if (other != null) {
                return whatIf.run(source, other, from, to, steps, isJson, out());
            }
            ReplayListener listener = isShowing || speed > 0 ? shown(source, interruption, steps) : steps;
            return isVerifying ? verify(source, listener) : execute(source, steps, listener);
        } catch (ReplayException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        } catch (MachineJarException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage());
        } catch (DamagedJournalException e) {
            throw new CommandFailure(ExitCode.VERIFICATION_FAILED, "the journal is damaged: " + e.getMessage());
        }
    }

    private void check() {
        if (from.isTime() == to.isTime() && from.value() > to.value()) {
            throw new ParameterException(spec.commandLine(), "--to must not be before --from");
        }
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new ParameterException(spec.commandLine(), "--speed " + speed + " is not allowed, must be 0 or more");
        }
        if (whatIf.isAsked() && (isVerifying || isShowing || speed > 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--what-if goes without --verify, --show and --speed: it shows what differs");
        }
        whatIf.check(spec.commandLine());
    }

    /** Waits as asked for and shows what lies in the span. */
    private ReplayListener shown(ReplaySource source, Interruption interruption, ReplayListener steps) {
        Pace pace = new Pace(speed, interruption::isAsked);
        EventPrinter printer = new EventPrinter(out(), isJson, source.machines());
        return session -> {
            long timeNs = session.event().ingressTimeNs;
            if (from.isReached(session.event().sequence, timeNs)) {
                pace.await(timeNs, session.event().kind == EventKind.START);
                printer.onExecuted(session);
            }
            if (interruption.isAsked()) {
                steps.onExecuted(session);
            }
        };
    }

    private int verify(ReplaySource source, ReplayListener listener) {
        Replay.Report report = Replay.verify(source, from, to, listener);
        boolean isReached = report.events() > 0 && from.isReached(report.lastSequence(), report.lastTimeNs());
        boolean isPassed = report.isVerified() && !report.isStopped() && isReached;
        if (isJson) {
            out().println(Json.line(ReplayFigures.of(report, isPassed)));
            return isPassed ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
        }
        report.mismatches().forEach(spec.commandLine().getErr()::println);
        report.unusableSnapshots().forEach(line -> spec.commandLine().getErr().println("ringmain: " + line));
        if (isPassed) {
            out().println("verified: " + told(report) + "; state hash " + Long.toHexString(report.stateHash()));
            return ExitCode.DONE;
        }
        String reason = report.difference();
        if (reason.isEmpty()) {
            reason = report.isStopped()
                    ? "stopped before the end, so far " + told(report)
                    : isReached ? "nothing was compared in " + report.events() + " events" : NOTHING_IN_SPAN;
        }
        throw new CommandFailure(ExitCode.VERIFICATION_FAILED, "not verified: " + reason);
    }

    private static String told(Replay.Report report) {
        return report.events() + " events "
                + (report.snapshot().isEmpty() ? "" : "from snapshot " + report.snapshot() + " on ")
                + "up to sequence " + report.lastSequence() + ", " + report.results() + " results and "
                + report.hashes() + " state hashes are the same";
    }

    private int execute(ReplaySource source, ReplayListener onTheWay, ReplayListener listener) {
        try (ReplaySession session = ReplaySession.open(source, from, onTheWay)) {
            long before = session.events();
            session.runTo(to, listener);
            long events = session.events() - before;
            if (events == 0
                    && !session.isStopped()
                    && !(from.equals(ReplayPoint.BEGIN) && to.equals(ReplayPoint.END))) {
                throw new CommandFailure(ExitCode.FAILED, NOTHING_IN_SPAN);
            }
            if (isJson) {
                out().println(Json.line(ReplayFigures.of(session, events)));
            } else {
                session.mismatches().forEach(spec.commandLine().getErr()::println);
                out().println((session.isStopped() ? "stopped: " : "executed: ") + events + " events up to sequence "
                        + session.lastSequence() + " of " + Json.time(session.ringTimeNs()) + "; state hash "
                        + Long.toHexString(session.stateHash()));
            }
            return session.isStopped() ? ExitCode.FAILED : ExitCode.DONE;
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
