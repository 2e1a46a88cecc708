package io.ringmain.historian.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The journal talks to nobody. */
class NoNetworkTest {
    private static final int INODE = 9;

    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldOpenNoSocketWhileAppending() throws Exception {
        Process child = JavaChild.start(AppendingProcess.class, folder, 1, 7);
        try (BufferedReader answers = child.inputReader()) {
            for (int i = 0; i < 200; i++) {
                assertThat(answers.readLine()).isNotNull();
            }
            List<String> open = open(child.pid());
            assertThat(open).anyMatch(file -> file.endsWith(JournalFolder.SEGMENT_SUFFIX));
            // the JDK has a pair of local ones to close files with
            assertThat(open).doesNotContainAnyElementsOf(network(child.pid()));
        } finally {
            child.toHandle().destroyForcibly();
            child.waitFor();
        }
    }

    @Test
    void shouldHaveNoLibraryThatPhonesHome() {
        assertThatThrownBy(() -> Class.forName("net.openhft.chronicle.analytics.Analytics"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    /** All sockets of the machine that can reach others, as they are called among open files. */
    private static List<String> network(long pid) throws Exception {
        List<String> sockets = new ArrayList<>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            Path table = Path.of("/proc/" + pid + "/net/" + protocol);
            for (String line : Files.exists(table) ? Files.readAllLines(table) : List.<String>of()) {
                String[] columns = line.strip().split(" +");
                sockets.add("socket:[" + columns[INODE] + "]");
            }
        }
        assertThat(sockets).isNotEmpty();
        return sockets;
    }

    private static List<String> open(long pid) throws Exception {
        List<String> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    open.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        return open;
    }
}
