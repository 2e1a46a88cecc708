package io.ringmain.connectors.testing;

import static io.ringmain.connectors.testing.Ability.LINK;
import static io.ringmain.connectors.testing.Ability.SILENCE;
import static io.ringmain.connectors.testing.Ability.STATUS;
import static io.ringmain.connectors.testing.Ability.WRITES;
import static io.ringmain.connectors.testing.ConformanceRun.awaitTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * What every connector has to do, whatever it talks to. A connector passes by a subclass that gives it a device:
 *
 * <pre>
 * class GaugeConformanceTest extends ConnectorConformanceTest {
 *     &#64;Override
 *     protected ConformanceDevice device() {
 *         return new GaugeConformanceDevice();
 *     }
 * }
 * </pre>
 *
 * <p>{@code -Dringmain.conformance.rounds=200} flaps and leaks as often, 3 times without.
 */
public abstract class ConnectorConformanceTest {
    private static final int ROUNDS = Integer.getInteger("ringmain.conformance.rounds", 3);
    private static final int BURST = 100;
    private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);

    private final List<AutoCloseable> open = new ArrayList<>();
    private ConformanceDevice device;

    /** A device of its own for each test; not up yet. */
    protected abstract ConformanceDevice device();

    /** What the device and its protocol can do; what they can not is not asked of the connector. All by default. */
    protected Set<Ability> abilities() {
        return EnumSet.allOf(Ability.class);
    }

    private record Check(String name, Executable body, List<Ability> needs) {}

    private static Check check(String name, Executable body, Ability... needs) {
        return new Check(name, body, List.of(needs));
    }

    @TestFactory
    Stream<DynamicTest> connector() {
        Set<Ability> abilities = abilities();
        return Stream.of(
                        check(
                                "shouldDeliverAllValuesAndChangesWithSourceTimesFromOneThread",
                                this::shouldDeliverAllValuesAndChangesWithSourceTimesFromOneThread),
                        check(
                                "shouldBeUnavailableUntilTheDeviceIsThere",
                                this::shouldBeUnavailableUntilTheDeviceIsThere,
                                LINK),
                        check(
                                "shouldReportALostLinkAndBringAllTagsBackEachTime",
                                this::shouldReportALostLinkAndBringAllTagsBackEachTime,
                                LINK),
                        check(
                                "shouldNoticeADeviceThatIsSilentAndComeBack",
                                this::shouldNoticeADeviceThatIsSilentAndComeBack,
                                LINK,
                                SILENCE),
                        check("shouldPassOnAStatusOfTheDevice", this::shouldPassOnAStatusOfTheDevice, STATUS),
                        check(
                                "shouldGoOnWithTheNewestValuesAfterUpdatesWereRefused",
                                this::shouldGoOnWithTheNewestValuesAfterUpdatesWereRefused),
                        check(
                                "shouldGoOnWithTheNewestValuesAfterUpdatesHadToWait",
                                this::shouldGoOnWithTheNewestValuesAfterUpdatesHadToWait),
                        check("shouldCloseWhileUpdatesHaveToWait", this::shouldCloseWhileUpdatesHaveToWait),
                        check("shouldCloseBeforeItWasStarted", this::shouldCloseBeforeItWasStarted),
                        check("shouldCloseWhileTheDeviceIsNotThere", this::shouldCloseWhileTheDeviceIsNotThere, LINK),
                        check("shouldCloseWhileTheDeviceIsSilent", this::shouldCloseWhileTheDeviceIsSilent, SILENCE),
                        check(
                                "shouldPublishNothingAfterItIsClosedWhileAnotherGoesOn",
                                this::shouldPublishNothingAfterItIsClosedWhileAnotherGoesOn),
                        check("shouldLeaveNoThreadAndNoSocketBehind", this::shouldLeaveNoThreadAndNoSocketBehind),
                        check(
                                "shouldAnswerAWriteThatTheDeviceCarriesOut",
                                this::shouldAnswerAWriteThatTheDeviceCarriesOut,
                                WRITES),
                        check("shouldAnswerAWriteThatTheDeviceRefuses", this::shouldAnswerAWriteThatTheDeviceRefuses),
                        check(
                                "shouldAnswerAWriteToWhatTheDeviceDoesNotHave",
                                this::shouldAnswerAWriteToWhatTheDeviceDoesNotHave,
                                WRITES),
                        check(
                                "shouldAnswerAWriteWhileTheDeviceIsNotThere",
                                this::shouldAnswerAWriteWhileTheDeviceIsNotThere,
                                WRITES,
                                LINK),
                        check(
                                "shouldAnswerAWriteWhoseLinkIsLost",
                                this::shouldAnswerAWriteWhoseLinkIsLost,
                                WRITES,
                                LINK,
                                SILENCE),
                        check(
                                "shouldAnswerEachOfManyWritesOnceWhenItIsClosed",
                                this::shouldAnswerEachOfManyWritesOnceWhenItIsClosed,
                                WRITES))
                .filter(check -> abilities.containsAll(check.needs()))
                .map(check -> DynamicTest.dynamicTest(check.name(), () -> run(check.body())));
    }

    private void run(Executable body) throws Throwable {
        device = device();
        open.add(device);
        try {
            body.execute();
        } finally {
            for (int i = open.size() - 1; i >= 0; i--) {
                open.remove(i).close();
            }
        }
    }

    private ConformanceRun start(String name) {
        ConformanceRun run = new ConformanceRun(device, name);
        open.add(run);
        return run.start();
    }

    private ConformanceRun live() {
        device.up();
        return start("plant").awaitAll();
    }

    private void shouldDeliverAllValuesAndChangesWithSourceTimesFromOneThread() {
        long before = System.currentTimeMillis() * 1_000_000L - MINUTE_NS;
        ConformanceRun run = live();
        run.changeAll();

        assertThat(run.context.publishingThreads).hasSize(1);
        if (device.isTimedByNow()) {
            long now = System.currentTimeMillis() * 1_000_000L + MINUTE_NS;
            assertThat(run.context.updates)
                    .allSatisfy(update -> assertThat(update.sourceTimeNs()).isBetween(before, now));
        }
    }

    private void shouldBeUnavailableUntilTheDeviceIsThere() {
        ConformanceRun run = start("plant").awaitLink(LinkState.UNAVAILABLE);
        assertThat(run.connector.detail()).as("says why").isNotBlank();

        device.up();

        run.awaitAll();
        assertThat(run.context.links).containsExactly(LinkState.UNAVAILABLE, LinkState.OK);
    }

    private void shouldReportALostLinkAndBringAllTagsBackEachTime() {
        ConformanceRun run = live();
        List<LinkState> expected = new ArrayList<>(List.of(LinkState.OK));
        for (int round = 0; round < ROUNDS; round++) {
            device.down();
            run.awaitLink(LinkState.UNAVAILABLE);
            device.up();
            run.awaitLink(LinkState.OK);
            run.changeAll();
            expected.addAll(List.of(LinkState.UNAVAILABLE, LinkState.OK));
        }
        assertThat(run.context.links).isEqualTo(expected);
        assertThat(run.context.publishingThreads).hasSize(1);
    }

    private void shouldNoticeADeviceThatIsSilentAndComeBack() {
        ConformanceRun run = live();
        assertThat(device.hang(true)).isTrue();
        // what is bad is told either of the link or of each tag
        awaitTrue("bad quality", () -> run.context.link() == LinkState.UNAVAILABLE || isEveryTagBad(run));

        device.hang(false);
        run.awaitAll().changeAll();
    }

    private static boolean isEveryTagBad(ConformanceRun run) {
        return run.context.newest.values().stream().allMatch(update -> Quality.isBad(update.statusCode()));
    }

    private void shouldPassOnAStatusOfTheDevice() {
        ConformanceRun run = live();
        int status = device.degrade(0);
        assertThat(status).isNotZero();
        awaitTrue("status " + Quality.name(status), () -> run.context.newest(0).statusCode() == status);
    }

    private void shouldGoOnWithTheNewestValuesAfterUpdatesWereRefused() {
        ConformanceRun run = live();
        run.context.isFull = true;
        device.change(0);
        awaitTrue("a refused update", () -> run.context.refused.get() > 0);
        run.context.isFull = false;

        run.changeAll();
        assertThat(run.context.link()).isEqualTo(LinkState.OK);
    }

    private void shouldGoOnWithTheNewestValuesAfterUpdatesHadToWait() {
        ConformanceRun run = live();
        run.context.block();
        List<Object> values = new ArrayList<>();
        for (int tag = 0; tag < run.context.tags().size(); tag++) {
            values.add(device.change(tag));
        }
        run.context.unblock();

        for (int tag = 0; tag < values.size(); tag++) {
            int id = tag;
            awaitTrue(
                    "tag " + tag + " becomes " + values.get(tag),
                    () -> values.get(id) == null
                            || values.get(id).equals(run.context.newest(id).value()));
        }
        run.changeAll();
        assertThat(run.context.publishingThreads).hasSize(1);
    }

    private void shouldCloseWhileUpdatesHaveToWait() {
        ConformanceRun run = live();
        run.context.block();
        device.change(0);

        run.close();
        run.context.unblock();
        assertThat(run.context.late).isEmpty();
    }

    private void shouldCloseBeforeItWasStarted() {
        Connector connector = device.provider().create(device.connector("plant"));
        assertThatCode(connector::close).doesNotThrowAnyException();
        assertThatCode(connector::close).as("a second time").doesNotThrowAnyException();
    }

    private void shouldCloseWhileTheDeviceIsNotThere() {
        start("plant").awaitLink(LinkState.UNAVAILABLE).close();
    }

    private void shouldCloseWhileTheDeviceIsSilent() {
        ConformanceRun run = live();
        assertThat(device.hang(true)).isTrue();
        DeviceWrite write = device.accepted(1);
        if (write != null) {
            run.connector.write(write);
        }
        run.close();
        if (write != null) {
            assertThat(run.context.answers(1)).hasSize(1);
        }
        assertThat(run.context.late).isEmpty();
    }

    private void shouldPublishNothingAfterItIsClosedWhileAnotherGoesOn() {
        device.up();
        ConformanceRun first = start("first");
        ConformanceRun second = start("second");
        first.awaitAll();
        second.awaitAll();

        first.close();
        second.changeAll();

        assertThat(first.context.late).isEmpty();
        assertThat(second.context.links).containsExactly(LinkState.OK);
    }

    private void shouldLeaveNoThreadAndNoSocketBehind() {
        // what a first connector loads stays: classes, and threads that a library shares
        live().close();
        device.close();
        Leaks leaks = Leaks.now();
        for (int round = 0; round < ROUNDS; round++) {
            device = device();
            open.add(device);
            if (abilities().contains(LINK)) {
                start("early").awaitLink(LinkState.UNAVAILABLE).close();
            }
            live().close();
            device.close();
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(leaks.threadsSince(device::isShared))
                        .as("threads left")
                        .isEmpty());
        awaitTrue("no socket left", () -> leaks.socketsSince() == 0);
    }

    private List<Integer> answersOf(ConformanceRun run, DeviceWrite write) {
        run.connector.write(write);
        awaitTrue("an answer", () -> !run.context.answers(write.writeId()).isEmpty());
        return run.context.answers(write.writeId());
    }

    private void shouldAnswerAWriteThatTheDeviceCarriesOut() {
        ConformanceRun run = live();
        assertThat(answersOf(run, device.accepted(1))).containsExactly(Quality.GOOD);
        awaitTrue("carried out", device::isCarriedOut);
    }

    private void shouldAnswerAWriteThatTheDeviceRefuses() {
        ConformanceRun run = live();
        assertThat(answersOf(run, device.rejected(1))).singleElement().matches(Quality::isBad);
        run.changeAll();
    }

    private void shouldAnswerAWriteToWhatTheDeviceDoesNotHave() {
        ConformanceRun run = live();
        assertThat(answersOf(run, device.unknown(1))).singleElement().matches(Quality::isBad);
        run.changeAll();
    }

    private void shouldAnswerAWriteWhileTheDeviceIsNotThere() {
        ConformanceRun run = start("plant").awaitLink(LinkState.UNAVAILABLE);
        assertThat(answersOf(run, device.accepted(1))).singleElement().matches(Quality::isBad);
    }

    private void shouldAnswerAWriteWhoseLinkIsLost() {
        ConformanceRun run = live();
        assertThat(device.hang(true)).isTrue();
        run.connector.write(device.accepted(1));
        device.down();

        awaitTrue("an answer", () -> !run.context.answers(1).isEmpty());
        device.hang(false);
        device.up();
        run.awaitAll().changeAll();
        assertThat(run.context.answers(1)).singleElement().matches(Quality::isBad);
    }

    private void shouldAnswerEachOfManyWritesOnceWhenItIsClosed() {
        ConformanceRun run = live();
        for (long id = 1; id <= BURST; id++) {
            run.connector.write(device.accepted(id));
        }
        run.close();
        run.connector.write(device.accepted(BURST + 1));

        awaitTrue("all answers", () -> run.context.answers.size() == BURST + 1);
        assertThat(run.context.answers.values()).allMatch(answers -> answers.size() == 1);
    }
}
