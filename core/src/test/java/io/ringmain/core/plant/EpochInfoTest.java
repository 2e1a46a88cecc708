package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.extension.JarBuilder;
import io.ringmain.core.extension.MachineJar;
import io.ringmain.core.extension.MachineJars;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.replay.Replay;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.site.EpochInfo;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine from a jar, recorded, and replayed with the same jar, another one, and none. */
class EpochInfoTest {
    @TempDir
    private Path folder;

    private final TestPlant plant = new TestPlant(new SiteDefinition(
            "jars",
            List.of(),
            List.of(TagDefinition.internal("Out", TagType.INT64)),
            List.of(),
            List.of(new MachineDefinition("Counter", "counter", SECOND, Map.of("out", "Out"), Map.of()))));

    private MachineJar jar(String body) throws IOException {
        Files.deleteIfExists(folder.resolve("counter.jar"));
        new JarBuilder().machine("Counter", "counter", "", body).write(folder.resolve("counter.jar"));
        return MachineJars.in(folder).get(0);
    }

    private void record(MachineJar jar) {
        plant.machines(jar.machines().toArray(Machine[]::new))
                .jars(Map.of(jar.name(), jar.sha256()))
                .start();
        for (int i = 0; i < 3; i++) {
            plant.tick(SECOND);
        }
        assertThat(plant.tag("Out").bits).isEqualTo(plant.machine("Counter").registers[0]);
        plant.close();
    }

    private Replay.Report replay(MachineJar jar) {
        return Replay.verify(plant.store(), jar.machines(), Map.of(jar.name(), jar.sha256()));
    }

    @Test
    void shouldVerifyWithTheSameJar() throws IOException {
        MachineJar jar = jar("context.write(0, context.register(0));");
        record(jar);
        assertThat(replay(jar).isVerified()).isTrue();
        assertThat(replay(jar).mismatches()).isEmpty();
    }

    @Test
    void shouldNameAnotherJarBeforeTheFirstDifference() throws IOException {
        MachineJar jar = jar("context.write(0, context.register(0));");
        record(jar);
        MachineJar other = jar("context.write(0, context.register(0) + 1);");
        Replay.Report report = replay(other);
        assertThat(report.mismatches())
                .first()
                .asString()
                .contains("epoch that begins at sequence 2", "counter.jar", jar.sha256(), other.sha256());
        assertThat(report.isVerified()).isFalse();
        assertThat(report.difference()).contains("TAG_SET");
    }

    /** The START of the epoch stands before the snapshot that the part is reached from. */
    @Test
    void shouldNameAnotherJarInAPartToo() throws IOException {
        MachineJar jar = jar("context.write(0, context.register(0));");
        record(jar);
        MemoryJournalStore store = plant.store();
        JournalStore withEpochs = new JournalStore() {
            @Override
            public JournalReader reader(long fromSequence) {
                return store.reader(fromSequence);
            }

            @Override
            public Journal newEpoch(long firstSequence) {
                throw new UnsupportedOperationException();
            }

            @Override
            public long epochBegin(long sequence) {
                return 1;
            }
        };
        ReplaySource source = new ReplaySource(withEpochs, store, jar.machines(), Map.of(jar.name(), "another"));
        try (ReplaySession session = ReplaySession.open(source, ReplayPoint.END)) {
            assertThat(session.snapshot()).isNotEmpty();
            assertThat(session.mismatches())
                    .singleElement()
                    .asString()
                    .contains("epoch that begins at sequence 2", jar.sha256(), "another");
        }
    }

    @Test
    void shouldNameAJarThatIsNotThere() throws IOException {
        MachineJar jar = jar("context.write(0, context.register(0));");
        record(jar);
        Replay.Report report = Replay.verify(plant.store(), List.of(), Map.of());
        assertThat(report.mismatches()).first().asString().contains("counter.jar", "is not there");
        assertThat(report.difference()).contains("CONFIG");
    }

    @Test
    void shouldNameEveryDifferenceOfThePrograms() {
        EpochInfo recorded = new EpochInfo(1, "17", Map.of("a.jar", "aa", "b.jar", "bb"));
        assertThat(EpochInfo.decode(recorded.encode())).isEqualTo(recorded);
        assertThat(recorded.differencesTo(new EpochInfo(2, "25", Map.of("b.jar", "bc", "c.jar", "cc"))))
                .hasSize(5)
                .anySatisfy(line -> assertThat(line).contains("version 1 of LOGIC", "version 2"))
                .anySatisfy(line -> assertThat(line).contains("without the machines of c.jar"))
                .anySatisfy(line -> assertThat(line).contains("Java 17", "25"));
        assertThat(recorded.differencesTo(new EpochInfo(1, "25", recorded.jars())))
                .as("all supported JVMs give the same bits")
                .isEmpty();
        assertThat(EpochInfo.UNKNOWN.differencesTo(recorded)).isEmpty();
        assertThat(Logic.VERSION).isPositive();
        assertThatThrownBy(() -> EpochInfo.decode(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
    }
}
