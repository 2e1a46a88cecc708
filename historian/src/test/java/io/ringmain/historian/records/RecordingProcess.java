package io.ringmain.historian.records;

import io.ringmain.core.ring.Command;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Runs a site with its tables until it is killed, and says how far the journal is. */
public final class RecordingProcess {
    private RecordingProcess() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
        Path folder = Path.of(arguments[0]);
        SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[2]));
        JournaledSite site = new JournaledSite(folder, Long.parseLong(arguments[1]));
        RecordedTables.sqlite(folder).start(folder, site.store::reader);
        while (true) {
            step(site, random);
            out.println(site.last());
        }
    }

    static void step(JournaledSite site, SplittableRandom random) {
        switch (random.nextInt(8)) {
            case 0 -> site.order(Command.Kind.ACKNOWLEDGE, "seen");
            case 1 -> site.done(site.entry("entry " + random.nextInt(), -1, 0, 0));
            case 2 -> site.submit(site.write(JournaledSite.SP, random.nextInt(50), "ann"));
            case 3 -> {
                if (!site.device.writes.isEmpty()) {
                    site.device.context.answer(site.device.writes.remove().writeId(), 0);
                }
                site.pass(JournaledSite.SECOND);
            }
            case 4 -> site.order(Command.Kind.COMMENT, "again");
            default -> site.update(JournaledSite.PV, random.nextInt(120));
        }
        if (random.nextInt(400) == 0) {
            site.configure(site.plant.site().alarmId(JournaledSite.HI) < 0);
        }
    }
}
