package io.ringmain.gateway.doctor;

import io.ringmain.historian.journal.JournalSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The disk of the data folder: room, rights, and how fast it writes and forces. */
final class DiskCheck {
    private static final long MIB = 1L << 20;
    private static final int RECORD_BYTES = 4_096;
    private static final int FORCES = 40;
    private static final int BLOCKS = 16;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(3);
    private static final double SLOW_FORCE_MS = 20;
    private static final double NS_PER_MS = 1e6;
    private static final double SLOW_MIB_PER_S = 20;

    private final Findings findings;
    private final Path folder;
    private final JournalSettings limits;

    DiskCheck(Findings findings, Path folder, JournalSettings limits) {
        this.findings = findings;
        this.folder = folder;
        this.limits = limits;
    }

    /** Does nothing more when the folder can not be written. */
    void run() {
        Path existing = folder.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            findings.fail(
                    "data folder",
                    folder
                            + (existing == null || Files.isDirectory(existing)
                                    ? " can not be written"
                                    : " is no folder"),
                    "give it to the user that runs the site, or choose another --data",
                    Finding.Kind.NOT_REACHABLE);
            return;
        }
        findings.ok(
                "data folder",
                Files.exists(folder) ? folder + " can be written" : folder + " will be made in " + existing);
        room(existing);
        speed(existing);
    }

    private void room(Path existing) {
        long free = existing.toFile().getUsableSpace();
        String detail = free / MIB + " MiB free";
        if (free < limits.minFreeBytes()) {
            findings.fail(
                    "disk space",
                    detail + ", nothing is recorded below " + limits.minFreeBytes() / MIB + " MiB",
                    "make room, or shorten journal.retention-time",
                    Finding.Kind.MACHINE);
        } else if (free < limits.warnFreeBytes()) {
            findings.warn("disk space", detail, "make room, or shorten journal.retention-time");
        } else {
            findings.ok("disk space", detail);
        }
    }

    private void speed(Path existing) {
        Path file = null;
        try {
            file = Files.createTempFile(existing, "doctor", ".tmp");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                measure(channel);
            }
        } catch (IOException e) {
            findings.fail(
                    "disk speed",
                    "writing failed: " + e.getMessage(),
                    "look at the disk and the system's log",
                    Finding.Kind.NOT_REACHABLE);
        } finally {
            if (file != null) {
                file.toFile().delete();
            }
        }
    }

    private void measure(FileChannel channel) throws IOException {
        long end = System.nanoTime() + PATIENCE_NS;
        double[] forces = new double[FORCES];
        int done = 0;
        while (done < FORCES && System.nanoTime() < end) {
            channel.write(ByteBuffer.allocate(RECORD_BYTES));
            long start = System.nanoTime();
            channel.force(false);
            forces[done++] = (System.nanoTime() - start) / NS_PER_MS;
        }
        Arrays.sort(forces, 0, done);
        long start = System.nanoTime();
        int blocks = 0;
        while (blocks < BLOCKS && System.nanoTime() < end) {
            channel.write(ByteBuffer.allocate((int) MIB));
            blocks++;
        }
        channel.force(false);
        double seconds = (System.nanoTime() - start) / 1e9;
        double median = forces[done / 2];
        double rate = blocks / seconds;
        String detail = String.format(
                Locale.ROOT,
                "force median %.1f ms, worst %.1f ms of %d; %.0f MiB/s",
                median,
                forces[done - 1],
                done,
                rate);
        if (median > SLOW_FORCE_MS || blocks > 0 && rate < SLOW_MIB_PER_S) {
            findings.warn(
                    "disk speed",
                    detail,
                    "commands and alarms wait for the disk: use a faster one, or set journal.durability to mapped");
        } else {
            findings.ok("disk speed", detail);
        }
    }
}
