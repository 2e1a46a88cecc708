package io.ringmain.connectors.testing;

import static io.ringmain.connectors.testing.ConformanceRun.awaitTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    @BeforeEach
    void make() {
        device = device();
        open.add(device);
    }

    @AfterEach
    void end() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
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

    @Test
    void shouldDeliverAllValuesAndChangesWithSourceTimesFromOneThread() {
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

    @Test
    void shouldBeUnavailableUntilTheDeviceIsThere() {
        assumeTrue(device.hasLink());
        ConformanceRun run = start("plant").awaitLink(LinkState.UNAVAILABLE);
        assertThat(run.connector.detail()).as("says why").isNotBlank();

        device.up();

        run.awaitAll();
        assertThat(run.context.links).containsExactly(LinkState.UNAVAILABLE, LinkState.OK);
    }

    @Test
    void shouldReportALostLinkAndBringAllTagsBackEachTime() {
        assumeTrue(device.hasLink());
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

    @Test
    void shouldNoticeADeviceThatIsSilentAndComeBack() {
        assumeTrue(device.hasLink());
        ConformanceRun run = live();
        assumeTrue(device.hang(true));
        // what is bad is told either of the link or of each tag
        awaitTrue("bad quality", () -> run.context.link() == LinkState.UNAVAILABLE || isEveryTagBad(run));

        device.hang(false);
        run.awaitAll().changeAll();
    }

    private static boolean isEveryTagBad(ConformanceRun run) {
        return run.context.newest.values().stream().allMatch(update -> Quality.isBad(update.statusCode()));
    }

    @Test
    void shouldPassOnAStatusOfTheDevice() {
        ConformanceRun run = live();
        int status = device.degrade(0);
        assumeTrue(status != 0);
        awaitTrue("status " + Quality.name(status), () -> run.context.newest(0).statusCode() == status);
    }

    @Test
    void shouldGoOnWithTheNewestValuesAfterUpdatesWereRefused() {
        ConformanceRun run = live();
        run.context.isFull = true;
        device.change(0);
        awaitTrue("a refused update", () -> run.context.refused.get() > 0);
        run.context.isFull = false;

        run.changeAll();
        assertThat(run.context.link()).isEqualTo(LinkState.OK);
    }

    @Test
    void shouldGoOnWithTheNewestValuesAfterUpdatesHadToWait() {
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

    @Test
    void shouldCloseWhileUpdatesHaveToWait() {
        ConformanceRun run = live();
        run.context.block();
        device.change(0);

        run.close();
        run.context.unblock();
        assertThat(run.context.late).isEmpty();
    }

    @Test
    void shouldCloseBeforeItWasStarted() {
        Connector connector = device.provider().create(device.connector("plant"));
        assertThatCode(connector::close).doesNotThrowAnyException();
        assertThatCode(connector::close).as("a second time").doesNotThrowAnyException();
    }

    @Test
    void shouldCloseWhileTheDeviceIsNotThere() {
        assumeTrue(device.hasLink());
        start("plant").awaitLink(LinkState.UNAVAILABLE).close();
    }

    @Test
    void shouldCloseWhileTheDeviceIsSilent() {
        ConformanceRun run = live();
        assumeTrue(device.hang(true));
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

    @Test
    void shouldPublishNothingAfterItIsClosedWhileAnotherGoesOn() {
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

    @Test
    void shouldLeaveNoThreadAndNoSocketBehind() {
        // what a first connector loads stays: classes, and threads that a library shares
        live().close();
        device.close();
        Leaks leaks = Leaks.now();
        for (int round = 0; round < ROUNDS; round++) {
            device = device();
            open.add(device);
            if (device.hasLink()) {
                start("early").awaitLink(LinkState.UNAVAILABLE).close();
            }
            live().close();
            device.close();
        }
        await().atMost(Duration.ofSeconds(30))
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

    @Test
    void shouldAnswerAWriteThatTheDeviceCarriesOut() {
        assumeTrue(device.accepted(1) != null);
        ConformanceRun run = live();
        assertThat(answersOf(run, device.accepted(1))).containsExactly(Quality.GOOD);
        awaitTrue("carried out", device::isCarriedOut);
    }

    @Test
    void shouldAnswerAWriteThatTheDeviceRefuses() {
        assumeTrue(device.rejected(1) != null);
        ConformanceRun run = live();
        assertThat(answersOf(run, device.rejected(1))).singleElement().matches(Quality::isBad);
        run.changeAll();
    }

    @Test
    void shouldAnswerAWriteToWhatTheDeviceDoesNotHave() {
        assumeTrue(device.unknown(1) != null);
        ConformanceRun run = live();
        assertThat(answersOf(run, device.unknown(1))).singleElement().matches(Quality::isBad);
        run.changeAll();
    }

    @Test
    void shouldAnswerAWriteWhileTheDeviceIsNotThere() {
        assumeTrue(device.accepted(1) != null && device.hasLink());
        ConformanceRun run = start("plant").awaitLink(LinkState.UNAVAILABLE);
        assertThat(answersOf(run, device.accepted(1))).singleElement().matches(Quality::isBad);
    }

    @Test
    void shouldAnswerAWriteWhoseLinkIsLost() {
        assumeTrue(device.accepted(1) != null && device.hasLink());
        ConformanceRun run = live();
        assumeTrue(device.hang(true));
        run.connector.write(device.accepted(1));
        device.down();

        awaitTrue("an answer", () -> !run.context.answers(1).isEmpty());
        device.hang(false);
        device.up();
        run.awaitAll().changeAll();
        assertThat(run.context.answers(1)).singleElement().matches(Quality::isBad);
    }

    @Test
    void shouldAnswerEachOfManyWritesOnceWhenItIsClosed() {
        assumeTrue(device.accepted(1) != null);
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
