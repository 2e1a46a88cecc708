package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.ProvisionException;
import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderLockTest {

    @TempDir
    Path folder;

    @Test
    void shouldRefuseASecondProcessAndNameTheFirst() throws Exception {
        Process child = JavaChild.start(AppendingProcess.class, folder, 1, 1);
        try (BufferedReader answers = child.inputReader()) {
            assertThat(answers.readLine()).isNotNull();
            assertThatThrownBy(() -> ChronicleJournalStore.open(folder))
                    .isInstanceOf(ProvisionException.class)
                    .hasMessageContaining("journal folder " + folder + " is in use by process " + child.pid())
                    .hasMessageNotContaining("\n");
        } finally {
            child.destroyForcibly().waitFor();
        }
        ChronicleJournalStore.open(folder).close();
    }

    @Test
    void shouldRefuseASecondStoreInOneProcessAndKeepTheFirst() {
        try (ChronicleJournalStore first = ChronicleJournalStore.open(folder)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> ChronicleJournalStore.open(folder))
                        .isInstanceOf(ProvisionException.class)
                        .hasMessageContaining(
                                "in use by process " + ProcessHandle.current().pid());
            }
            first.newEpoch(1).close();
        }
        ChronicleJournalStore.open(folder).close();
    }
}
