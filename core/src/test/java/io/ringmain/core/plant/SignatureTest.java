package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands to what asks for an electronic signature. */
class SignatureTest {
    private static final String TAG = "A.SP";
    private static final String VALVE = "A.Valve";

    private final TestPlant plant = new TestPlant(new SiteDefinition(
            "test",
            List.of(),
            List.of(
                    TagDefinition.builder(TAG, TagType.FLOAT64)
                            .signatureRequired(true)
                            .build(),
                    TagDefinition.internal("Mode", TagType.INT64),
                    TagDefinition.internal("Speed", TagType.FLOAT64),
                    TagDefinition.internal("Count", TagType.INT64)),
            List.of(alarm()),
            List.of(new MachineDefinition(
                            VALVE,
                            "valve",
                            3_600_000_000_000L,
                            Map.of("mode", "Mode", "speed", "Speed", "count", "Count"),
                            Map.of())
                    .withSignature(true))));
    private long nextId = 1;

    private static AlarmDefinition alarm() {
        AlarmDefinition alarm = AlarmDefinition.limit(TAG, AlarmKind.HI, 80);
        return alarm.withPolicy(alarm.policy().signed());
    }

    @BeforeEach
    void start() {
        plant.machines(new ValveMachine()).start();
        plant.update(TAG, 90);
    }

    private Command command(Command.Kind kind, String reason) {
        boolean isWithValue = kind == Command.Kind.WRITE || kind == Command.Kind.OVERRIDE;
        return new Command(
                3,
                nextId++,
                kind,
                0,
                0,
                isWithValue ? TagType.FLOAT64 : null,
                Double.doubleToLongBits(1.0),
                "",
                0,
                5_000_000_000L,
                0,
                "ann",
                reason);
    }

    private int status(Command command) {
        return plant.submit(command).join().statusCode();
    }

    @ParameterizedTest
    @EnumSource(value = Command.Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "LOG")
    void shouldRefuseEveryKindOfCommandThatIsNotSigned(Command.Kind kind) {
        assertThat(status(command(kind, "because"))).isEqualTo(Quality.BAD_USER_ACCESS_DENIED);
        assertThat(status(command(kind, " ").signed())).isEqualTo(Quality.BAD_USER_ACCESS_DENIED);
        assertThat(status(command(kind, "because").signed())).isNotEqualTo(Quality.BAD_USER_ACCESS_DENIED);
        plant.assertReplays();
    }

    @Test
    void shouldDoWhatIsSigned() {
        assertThat(status(command(Command.Kind.WRITE, "new batch").signed())).isEqualTo(Quality.GOOD);
        plant.assertTag(TAG, 1.0, Quality.GOOD);
    }

    @Test
    void shouldTakeEntriesOfTheLogBookAboutItUnsigned() {
        Command entry = new Command(3, nextId++, Command.Kind.LOG, 0, 0, null, 0, "it hums", 0, 0, 0, "ann", "shift");
        assertThat(status(entry)).isEqualTo(Quality.GOOD);
    }

    @Test
    void shouldAskForItAfterARestart() {
        plant.close().start();
        assertThat(status(command(Command.Kind.WRITE, "because"))).isEqualTo(Quality.BAD_USER_ACCESS_DENIED);
        assertThat(status(command(Command.Kind.ACKNOWLEDGE, "because"))).isEqualTo(Quality.BAD_USER_ACCESS_DENIED);
        assertThat(status(command(Command.Kind.SET_INTERVAL, "because"))).isEqualTo(Quality.BAD_USER_ACCESS_DENIED);
    }
}
