package io.ringmain.gateway.cli;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.extension.MachineJarException;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.journal.Salvage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongArrayQueue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "tail", description = "Show the last events of a journal; what is damaged is passed over and named.")
final class JournalTailCommand implements Callable<Integer> {
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(100);

    @Mixin
    private Common common;

    @Mixin
    private JournalCommand.Folder folder;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many recorded events, 0 for none; ${DEFAULT-VALUE} if not set.")
    private int lines = 20;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is appended, until interrupted.")
    private boolean isFollowing;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean isJson;

    @Option(
            names = "--machines",
            paramLabel = "FOLDER",
            description = "Folder of jars of user machines, for the names of their states and attributes.")
    private Path machineFolder;

    @Spec
    private CommandSpec spec;

    private final BatchDecoder decoder = new BatchDecoder();
    /** Sequences of the last events, as many as are asked for: not every sequence has a record. */
    private final LongArrayQueue last = new LongArrayQueue();

    private final Map<String, MachineDeclaration> machines = new HashMap<>();
    private SitePlan site = SitePlan.EMPTY;
    private List<String> damage = List.of();
    private long lastSequence;
    private long shownFrom;
    private PrintWriter out;

    @Override
    public Integer call() {
        if (lines < 0) {
            throw new ParameterException(spec.commandLine(), "-n " + lines + " is not allowed, must be 0 or more");
        }
        out = spec.commandLine().getOut();
        Path path = folder.existing();
        for (Machine machine : machineTypes()) {
            machines.put(machine.declaration().type(), machine.declaration());
        }
        try (JournalReader reader = Salvage.open(path, 0)) {
            while (reader.poll(this::look)) {
                // names and the last sequence are noted
            }
            damage = reader.passedDamage();
        }
        damage.forEach(line ->
                spec.commandLine().getErr().println("ringmain: the journal is damaged: " + Failures.oneLine(line)));
        spec.commandLine().getErr().flush();
        shownFrom = last.isEmpty() ? lastSequence + 1 : last.peekLong();
        try (JournalReader reader = Salvage.open(path, shownFrom)) {
            do {
                while (reader.poll(this::show)) {
                    // shown by the handler
                }
                out.flush();
                if (isFollowing) {
                    LockSupport.parkNanos(POLL_NS);
                }
            } while (isFollowing && !out.checkError());
        }
        return damage.isEmpty() ? ExitCode.DONE : ExitCode.VERIFICATION_FAILED;
    }

    private List<Machine> machineTypes() {
        try {
            return Extensions.find().machines(machineFolder);
        } catch (MachineJarException e) {
            throw new CommandFailure(ExitCode.REFUSED, e.getMessage());
        }
    }

    private void look(DirectBuffer buffer, int offset, int length) {
        lastSequence = BatchHeader.lastSequence(buffer, offset);
        if (decoder.wrap(buffer, offset, length)) {
            while (decoder.next()) {
                noteConfiguration(decoder.event());
                noteSequence(decoder.event().sequence);
            }
        }
    }

    private void noteSequence(long sequence) {
        last.addLong(sequence);
        if (last.size() > lines) {
            last.removeLong();
        }
    }

    private void noteConfiguration(Event event) {
        if (event.kind == EventKind.CONFIG && event.disposition == Event.APPLIED) {
            site = SitePlan.decode(event.configuration);
        }
    }

    private void show(DirectBuffer buffer, int offset, int length) {
        if (!decoder.wrap(buffer, offset, length)) {
            return;
        }
        while (decoder.next()) {
            Event event = decoder.event();
            noteConfiguration(event);
            if (event.sequence >= shownFrom && (isFollowing || event.sequence <= lastSequence)) {
                Map<String, Object> fields = EventLine.fields(event, site, machines);
                for (int i = 0; i < decoder.resultCount(); i++) {
                    EventLine.outcome(event.command, decoder.result(i), fields);
                }
                out.println(isJson ? Json.line(fields) : EventLine.text(fields));
            }
        }
    }
}
