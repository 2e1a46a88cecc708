package io.ringmain.historian.journal;

import io.ringmain.core.spi.Journal;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Appends known batches until it is killed, and says behind each one how far it has come. */
public final class AppendingProcess {

    private AppendingProcess() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true);
        long next = Long.parseLong(arguments[1]);
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[2]));
        KnownBatches batches = new KnownBatches();
        ChronicleJournalStore store = ChronicleJournalStore.open(Path.of(arguments[0]), 2 * 1024 * 1024);
        Journal journal = store.newEpoch(next);
        while (!out.checkError()) { // whoever started it may be gone
            next = random.nextInt(50) == 0
                    ? batches.appendConfiguration(journal, next, random.nextInt(600_000))
                    : batches.append(journal, next, 1 + random.nextInt(64));
            out.println(next - 1);
        }
    }
}
