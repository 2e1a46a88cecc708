package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteChange;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SiteProblem;
import io.ringmain.core.site.SiteRules;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Every connector is enabled, disabled, restarted and given up in the same way. */
class ConnectorLifeTest {
    private final ScriptedConnector device = new ScriptedConnector();
    private final List<LinkState> links = new ArrayList<>();
    private TestPlant plant;

    private static ConnectorDefinition plc(String... settings) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return new ConnectorDefinition("plc", ScriptedConnector.TYPE, map);
    }

    private static SiteDefinition site(ConnectorDefinition connector) {
        return new SiteDefinition(
                "life",
                List.of(connector),
                List.of(
                        ScriptedConnector.tag("Level", TagType.FLOAT64, "plc"),
                        ScriptedConnector.tag("Other", TagType.FLOAT64, "plc")),
                List.of(),
                List.of());
    }

    private void start(String... settings) {
        plant = new TestPlant(site(plc(settings))).connectors(device).start();
        plant.plant().addListener(new OutcomeListener() {
            @Override
            public void onLink(long sequence, int connectorId, LinkState state, long ringTimeNs) {
                links.add(state);
            }
        });
        plant.plant().stepAll();
    }

    private void configure(String... settings) {
        CompletableFuture<ConfigurationOutcome> outcome = plant.plant()
                .configure(
                        new SiteChange().put(plc(settings)),
                        plant.plant().site().version(),
                        new Revision("anna", ""));
        plant.plant().stepAll();
        plant.plant().stepAll();
        plant.tick(0);
        assertThat(outcome.join().isApplied()).isTrue();
    }

    private void update(double value) {
        device.context.link(LinkState.OK);
        device.context.updates().update(plant.id("Level"), value, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
    }

    private int write() {
        CompletableFuture<CommandOutcome> outcome = plant.submit(plant.write("Level", TagType.FLOAT64, 0));
        plant.plant().tick();
        plant.plant().stepAll();
        assertThat(outcome.join().state()).isEqualTo(CommandState.FAILED);
        return outcome.join().statusCode();
    }

    private PlantStatus.LinkStatus status() {
        return plant.plant().status().links().get(0);
    }

    @Test
    void shouldNotStartWhatIsDisabled() {
        start("enabled", "false");

        assertThat(device.created).isNull();
        assertThat(device.starts).isZero();
        assertThat(plant.plant().link("plc")).isEqualTo(LinkState.DISABLED);
        assertThat(links).containsExactly(LinkState.DISABLED);
        assertThat(write()).isEqualTo(Quality.BAD_NOT_CONNECTED);
        plant.assertReplays();
    }

    @Test
    void shouldShowTheTagsOfADisabledConnectorAsBad() {
        start();
        update(7);
        configure("enabled", "false");

        assertThat(device.closes).isEqualTo(1);
        assertThat(links).containsExactly(LinkState.OK, LinkState.DISABLED);
        plant.assertTag("Level", 7, Quality.BAD_NO_COMMUNICATION);
        assertThat(plant.tag("Other").statusCode).isEqualTo(Quality.BAD_WAITING_FOR_INITIAL_DATA);
        assertThat(write()).isEqualTo(Quality.BAD_NOT_CONNECTED);
        plant.assertReplays();
    }

    @Test
    void shouldStartWhatIsEnabledAgain() {
        start("enabled", "false");
        configure("enabled", "true");

        assertThat(device.starts).isEqualTo(1);
        update(8);
        plant.assertTag("Level", 8, Quality.GOOD);
        assertThat(plant.plant().link("plc")).isEqualTo(LinkState.OK);
    }

    @Test
    void shouldKeepTheSharedSettingsFromTheProvider() {
        start("enabled", "true", "backpressure", "wait", "port", "502");

        assertThat(device.created.settings()).isEqualTo(Map.of("port", "502"));
    }

    @Test
    void shouldSayWhatTheSharedSettingsMayBe() {
        List<SiteProblem> problems = SiteRules.check(site(plc("enabled", "maybe", "backpressure", "drop")), List.of());

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        new SiteProblem("connectors", 0, "enabled", "'maybe' is not allowed, must be true or false"),
                        new SiteProblem(
                                "connectors",
                                0,
                                "backpressure",
                                "'drop' is not allowed, must be conflate or wait or refuse"));
    }

    @Test
    void shouldStartThousandsOfConnectorsAndRefuseMore() {
        List<ConnectorDefinition> many = new ArrayList<>();
        for (int i = 0; i < 4_001; i++) {
            many.add(ScriptedConnector.definition("c" + i));
        }
        SiteDefinition tooMany = new SiteDefinition("many", many, List.of(), List.of(), List.of());
        assertThat(SiteRules.check(tooMany, List.of()))
                .containsExactly(new SiteProblem("connectors", 4_000, "name", "is one of more than 4000 connectors"));

        SiteDefinition site = new SiteDefinition("many", many.subList(0, 4_000), List.of(), List.of(), List.of());
        plant = new TestPlant(site).connectors(device).start();
        assertThat(device.starts).isEqualTo(4_000);
        assertThat(plant.plant().status().links()).hasSize(4_000);
    }

    @Test
    void shouldRestartAConnector() {
        start();
        update(7);

        assertThat(plant.plant().restartConnector("plc").join()).isTrue();
        plant.plant().stepAll();
        plant.tick(0);

        assertThat(device.closes).isEqualTo(1);
        assertThat(device.starts).isEqualTo(2);
        assertThat(links).containsExactly(LinkState.OK, LinkState.UNAVAILABLE);
        plant.assertTag("Level", 7, Quality.BAD_NO_COMMUNICATION);
        update(9);
        plant.assertTag("Level", 9, Quality.GOOD);
    }

    @Test
    void shouldNotRestartWhatIsDisabledOrUnknown() {
        start("enabled", "false");

        assertThat(plant.plant().restartConnector("plc").join()).isFalse();
        assertThat(plant.plant().restartConnector("scale").join()).isFalse();
        assertThat(device.starts).isZero();
    }

    @Test
    void shouldFailTheLinkAloneWhenAConnectorCanNotBeMade() {
        device.createFailure = new ProvisionException("the key file is not readable");
        start();

        assertThat(plant.plant().link("plc")).isEqualTo(LinkState.FAILED);
        assertThat(status().detail()).isEqualTo("the key file is not readable");
        assertThat(plant.plant().status().isHealthy()).isTrue();
        assertThat(write()).isEqualTo(Quality.BAD_NOT_CONNECTED);
    }

    @Test
    void shouldFailTheLinkAloneWhenAConnectorThrowsInItsStart() {
        device.startFailure = new IllegalStateException("no more sockets");
        start();

        assertThat(plant.plant().link("plc")).isEqualTo(LinkState.FAILED);
        assertThat(status().detail()).isEqualTo("no more sockets");
        assertThat(device.closes).isEqualTo(1);
        assertThat(plant.plant().status().isHealthy()).isTrue();
    }

    @Test
    void shouldTryAgainOnARestart() {
        device.startFailure = new IllegalStateException("no more sockets");
        start();
        device.startFailure = null;

        assertThat(plant.plant().restartConnector("plc").join()).isTrue();
        plant.plant().stepAll();
        update(3);
        plant.assertTag("Level", 3, Quality.GOOD);
        assertThat(plant.plant().link("plc")).isEqualTo(LinkState.OK);
        assertThat(status().detail()).isEmpty();
    }

    @Test
    void shouldTryAgainWhenItsTagsChange() {
        device.createFailure = new IllegalStateException("no more sockets");
        start();
        device.createFailure = null;
        plant.plant()
                .configure(
                        new SiteChange().removeTag("Other"),
                        plant.plant().site().version(),
                        new Revision("anna", ""));
        plant.plant().stepAll();

        assertThat(device.starts).isEqualTo(1);
    }

    @Test
    void shouldNotHangInCloseWhileAConnectorWaitsForRoom() throws InterruptedException {
        start("backpressure", "wait");
        AtomicInteger taken = new AtomicInteger();
        UpdatePublisher updates = device.context.updates();
        Thread thread = new Thread(() -> {
            // nobody steps the plant: the ring of 1,024 slots fills up, but for the part that is left to commands
            for (int i = 0; i < 2_000; i++) {
                if (updates.update(0, i, Quality.GOOD, 1)) {
                    taken.incrementAndGet();
                }
            }
        });
        device.onClose = () -> {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        thread.start();
        while (taken.get() < 900) {
            Thread.onSpinWait();
        }
        plant.close();

        assertThat(thread.isAlive()).isFalse();
        assertThat(taken.get()).isBetween(900, 960);
        assertThat(plant.accounting("connector plc").refused()).isEqualTo(2_000 - taken.get());
        assertThat(plant.accounting("connector plc").conflated()).isZero();
    }

    @Test
    void shouldRefuseWhatTheRingHasNoRoomForWhenToldTo() {
        start("backpressure", "refuse");
        for (int i = 0; i < 2_000; i++) {
            device.context.updates().update(0, i, Quality.GOOD, 1);
        }

        assertThat(plant.accounting("connector plc").refused()).isGreaterThan(900);
        plant.plant().stepAll();
    }

    @Test
    void shouldKeepTheNewestOfEachTagByDefault() {
        start();
        for (int i = 0; i < 2_000; i++) {
            device.context.updates().update(0, (double) i, Quality.GOOD, 1);
        }

        assertThat(plant.accounting("connector plc").refused()).isZero();
        assertThat(plant.accounting("connector plc").conflated()).isGreaterThan(900);
        plant.plant().stepAll();
        device.context.updates().flush();
        plant.plant().stepAll();
        plant.assertTag("Level", 1_999, Quality.GOOD);
    }
}
