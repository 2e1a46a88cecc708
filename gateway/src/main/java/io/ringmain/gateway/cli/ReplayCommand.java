package io.ringmain.gateway.cli;

import io.ringmain.core.replay.Replay;
import io.ringmain.core.replay.ReplayException;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.EventKind;
import io.ringmain.historian.journal.DamagedJournalException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

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
    public Integer call() {
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new ParameterException(spec.commandLine(), "--speed " + speed + " is not allowed, must be 0 or more");
        }
        ReplaySource source = RecordedFolder.source(folder.existing(), Extensions.find(), machines);
        try (Interruption interruption = new Interruption()) {
            return isVerifying ? verify(source, interruption) : execute(source, interruption);
        } catch (ReplayException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage());
        } catch (DamagedJournalException e) {
            throw new CommandFailure(ExitCode.VERIFICATION_FAILED, "the journal is damaged: " + e.getMessage());
        }
    }

    /** Waits, shows and stops as asked for. */
    private ReplayListener listener(ReplaySource source, Interruption interruption) {
        Pace pace = new Pace(speed, interruption::isAsked);
        boolean isShown = isShowing || speed > 0;
        EventPrinter printer = new EventPrinter(out(), isJson, source.machines());
        return session -> {
            long sequence = session.event().sequence;
            if (isShown && from.isReached(sequence, session.event().ingressTimeNs)) {
                pace.await(session.event().ingressTimeNs, session.event().kind == EventKind.START);
                printer.onExecuted(session);
            }
            if (interruption.isAsked()) {
                session.stop();
            }
        };
    }

    private int verify(ReplaySource source, Interruption interruption) {
        Replay.Report report = Replay.verify(source, from, to, listener(source, interruption));
        boolean isPassed = report.isVerified() && !report.isStopped();
        if (isJson) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("verified", isPassed);
            json.put("stopped", report.isStopped());
            json.put("snapshot", report.snapshot());
            json.put("snapshotSequence", report.snapshotSequence());
            json.put("events", report.events());
            json.put("results", report.results());
            json.put("hashes", report.hashes());
            json.put("stateHash", Long.toHexString(report.stateHash()));
            json.put("lastSequence", report.lastSequence());
            json.put("lastTime", Json.time(report.lastTimeNs()));
            json.put("mismatches", report.mismatches());
            json.put("difference", report.difference());
            out().println(Json.line(json));
            return isPassed ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
        }
        report.mismatches().forEach(spec.commandLine().getErr()::println);
        if (isPassed) {
            out().println("verified: " + told(report) + "; state hash " + Long.toHexString(report.stateHash()));
            return ExitCode.DONE;
        }
        String reason = report.difference();
        if (reason.isEmpty()) {
            reason = report.isStopped()
                    ? "stopped before the end, so far " + told(report)
                    : "nothing was compared in " + report.events() + " events";
        }
        throw new CommandFailure(ExitCode.VERIFICATION_FAILED, "not verified: " + reason);
    }

    private static String told(Replay.Report report) {
        return report.events() + " events "
                + (report.snapshot().isEmpty() ? "" : "from snapshot " + report.snapshot() + " on ")
                + "up to sequence " + report.lastSequence() + ", " + report.results() + " results and "
                + report.hashes() + " state hashes are the same";
    }

    private int execute(ReplaySource source, Interruption interruption) {
        try (ReplaySession session = ReplaySession.open(source, from)) {
            long before = session.events();
            session.runTo(to, listener(source, interruption));
            long events = session.events() - before;
            if (isJson) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("stopped", session.isStopped());
                json.put("snapshot", session.snapshot());
                json.put("snapshotSequence", session.snapshotSequence());
                json.put("events", events);
                json.put("stateHash", Long.toHexString(session.stateHash()));
                json.put("lastSequence", session.lastSequence());
                json.put("lastTime", Json.time(session.ringTimeNs()));
                json.put("mismatches", session.mismatches());
                out().println(Json.line(json));
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
