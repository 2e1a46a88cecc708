package io.ringmain.historian.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointLogTest {
    @TempDir
    private Path data;

    @Test
    void shouldKeepAllOfTheLastHoursAndFewOfTheDaysBefore() throws Exception {
        AuditFolder folder = AuditFolder.create(data, 3);
        int count = 3 * CheckpointLog.IN_A_FILE + 10;
        try (CheckpointLog log = CheckpointLog.open(folder)) {
            for (int i = 1; i <= count; i++) {
                log.append(checkpoint(folder, i));
            }
        }

        List<String> problems = new ArrayList<>();
        List<Checkpoint> all = CheckpointLog.readAll(folder, problems);

        assertThat(problems).isEmpty();
        assertThat(all).hasSize(2 * CheckpointLog.IN_A_FILE / CheckpointLog.KEPT_OF + CheckpointLog.IN_A_FILE + 10);
        assertThat(all).extracting(Checkpoint::size).isSorted().contains(256L, (long) CheckpointLog.IN_A_FILE, (long)
                count);
        assertThat(CheckpointLog.newest(folder).size()).isEqualTo(count);
        try (CheckpointLog log = CheckpointLog.open(folder)) {
            assertThat(log.last().size()).isEqualTo(count);
        }
    }

    @Test
    void shouldLeaveAFileThatCanNotBeReadWhenOlderOnesAreDeleted() throws Exception {
        AuditFolder folder = AuditFolder.create(data, 3);
        try (CheckpointLog log = CheckpointLog.open(folder)) {
            for (int i = 1; i <= 3 * CheckpointLog.IN_A_FILE + 1; i++) {
                log.append(checkpoint(folder, i));
            }
            Path damaged = folder.checkpoints(0);
            Files.write(damaged, new byte[CheckpointLog.BYTES]);

            log.deleteUpTo(Long.MAX_VALUE);

            assertThat(damaged).exists();
            assertThat(folder.checkpoints(1)).doesNotExist();
        }
    }

    private static Checkpoint checkpoint(AuditFolder folder, long size) {
        return new Checkpoint(folder.logId(), size, 10 * size, new byte[32], new byte[32], size, 1, new byte[64]);
    }
}
