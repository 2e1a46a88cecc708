package io.ringmain.historian.questdb;

import io.ringmain.historian.journal.ChronicleJournalStore;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Starts QuestDB as a child, names its process and waits to be killed. */
public final class LeavingProcess {

    private LeavingProcess() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        QuestDb questDb = QuestDb.start(
                QuestDbSettings.child(folder, Path.of(arguments[1]), 0), ChronicleJournalStore.open(folder)::reader);
        System.out.println(questDb.childPid());
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
