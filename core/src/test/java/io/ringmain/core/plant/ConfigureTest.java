package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteChange;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The site is changed while it runs. */
class ConfigureTest {
    private static final Revision ANNA = new Revision("anna", "tank 2 is in use again");

    private final Devices devices = new Devices();
    private final TestPlant plant = new TestPlant(new SiteDefinition(
                    "changing",
                    List.of(device("plc"), device("scale")),
                    List.of(internal("A"), internal("B"), bound("Flow", "plc"), bound("Mass", "scale")),
                    List.of(AlarmDefinition.limit("A", AlarmKind.HI, 80)),
                    List.of()))
            .connectors(devices)
            .start();

    private static TagDefinition internal(String name) {
        return TagDefinition.internal(name, TagType.FLOAT64);
    }

    private static TagDefinition bound(String name, String connector) {
        return internal(name).withSource(new TagSource(connector, "at " + name, TagSource.Mode.POLL, 100));
    }

    private static ConnectorDefinition device(String name) {
        return new ConnectorDefinition(name, Devices.TYPE, Map.of());
    }

    private int version() {
        return plant.plant().site().version();
    }

    private ConfigurationOutcome change(SiteChange change) {
        CompletableFuture<ConfigurationOutcome> outcome = plant.plant().configure(change, version(), ANNA);
        plant.plant().stepAll();
        return outcome.join();
    }

    @Test
    void shouldTakeNewTagsAndAlarmsAndKeepWhatStays() {
        plant.update("A", 85);
        int version = version();
        ConfigurationOutcome outcome =
                change(new SiteChange().put(internal("C")).put(AlarmDefinition.limit("C", AlarmKind.LO, 5)));
        assertThat(outcome.isApplied()).isTrue();
        assertThat(outcome.version()).isEqualTo(version + 1).isEqualTo(version());
        assertThat(outcome.sequence()).isPositive();
        plant.update("C", 2);
        assertThat(plant.alarm("C.LO").state).isEqualTo(AlarmState.UNACK);
        assertThat(plant.alarm("A.HI").state).isEqualTo(AlarmState.UNACK);
        assertThat(plant.tag("A").asDouble()).isEqualTo(85);
        assertThat(plant.plant().changes().of(plant.id("C"))).isEqualTo(1);
        plant.assertReplays();
    }

    @Test
    void shouldCountUpdatesOfARetiredTagAsQuarantined() {
        int id = plant.id("B");
        change(new SiteChange().removeTag("B"));
        plant.source().update(id, 3.0, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
        assertThat(plant.accounting("test").quarantined()).isEqualTo(1);
        assertThat(plant.plant().values().read(id, new TagValue())).isFalse();
        change(new SiteChange().put(internal("B")));
        assertThat(plant.id("B")).isEqualTo(id);
        assertThat(plant.tag("B").statusCode).isEqualTo(Quality.BAD_WAITING_FOR_INITIAL_DATA);
        plant.assertReplays();
    }

    @Test
    void shouldRefuseAVersionThatHasMoved() {
        int stale = version();
        change(new SiteChange().put(internal("C")));
        ConfigurationOutcome outcome = plant.plant()
                .configure(new SiteChange().put(internal("D")), stale, ANNA)
                .join();
        assertThat(outcome.statusCode()).isEqualTo(Quality.BAD_INVALID_STATE);
        assertThat(outcome.version()).isEqualTo(stale + 1);
        assertThat(plant.id("D")).isNegative();
    }

    @Test
    void shouldApplyTheFirstOfTwoForTheSameVersionAndTellTheOther() {
        CompletableFuture<ConfigurationOutcome> first =
                plant.plant().configure(new SiteChange().put(internal("C")), version(), ANNA);
        CompletableFuture<ConfigurationOutcome> second =
                plant.plant().configure(new SiteChange().put(internal("D")), version(), ANNA);
        plant.plant().stepAll();
        assertThat(first.join().isApplied()).isTrue();
        assertThat(second.join().statusCode()).isEqualTo(Quality.BAD_INVALID_STATE);
        assertThat(plant.id("C")).isNotNegative();
        assertThat(plant.id("D")).isNegative();
        assertThat(plant.plant().status().isHealthy()).isTrue();
        plant.assertReplays();
    }

    @Test
    void shouldRefuseWhatIsNotSoundWithAllProblems() {
        long sequence = plant.plant().status().sequence();
        int version = version();
        ConfigurationOutcome outcome = change(new SiteChange()
                .removeTag("A")
                .put(bound("C", "nowhere"))
                .put(new MachineDefinition("M", "unknown", 1_000_000, Map.of(), Map.of())));
        assertThat(outcome.statusCode()).isEqualTo(Quality.BAD_INVALID_ARGUMENT);
        assertThat(outcome.problems()).hasSize(3);
        assertThat(version()).isEqualTo(version);
        assertThat(plant.plant().status().sequence()).isEqualTo(sequence);
        assertThat(devices.made).hasSize(2);
    }

    @Test
    void shouldRefuseWhatTheConnectorWillNotTake() {
        ConfigurationOutcome outcome = change(new SiteChange().put(bound("bad", "plc")));
        assertThat(outcome.statusCode()).isEqualTo(Quality.BAD_INVALID_ARGUMENT);
        assertThat(outcome.problems().get(0).message()).isEqualTo("bad: no such address");
    }

    @Test
    void shouldSayThatThereIsNothingToRemove() {
        assertThatThrownBy(() -> change(new SiteChange().removeAlarm("A.LO")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no alarm 'A.LO' to be removed");
    }

    @Test
    void shouldMakeNoEventWhenNothingChanges() {
        ConfigurationOutcome outcome = change(new SiteChange().put(internal("A")));
        assertThat(outcome.isApplied()).isTrue();
        assertThat(outcome.sequence()).isZero();
    }

    @Test
    void shouldRefuseWhileTheJournalCanNotBeWritten() {
        plant.store().fill();
        plant.update("A", 1);
        assertThat(change(new SiteChange().put(internal("C"))).statusCode())
                .isEqualTo(Quality.BAD_RESOURCE_UNAVAILABLE);
    }

    @Test
    void shouldKeepTheAuthorInTheJournalAndOutOfTheState() {
        change(new SiteChange().put(internal("C")));
        long hash = plant.plant().stateHash();
        TestPlant other =
                new TestPlant(plant.plant().site().definition(), plant.store().copy()).connectors(devices);
        assertThat(Revision.of(ANNA.encode(plant.plant().site()))).isEqualTo(ANNA);
        assertThat(Revision.of(plant.plant().site().encode())).isEqualTo(Revision.UNKNOWN);
        assertThat(plant.plant().stateHash()).isEqualTo(hash);
        other.start();
        assertThat(other.plant().site().version()).isEqualTo(version());
    }

    @Test
    void shouldRestartOnlyTheConnectorWhoseTagsChanged() {
        Devices.Device plc = devices.of("plc");
        Devices.Device scale = devices.of("scale");
        change(new SiteChange().put(bound("Flow2", "plc")));
        assertThat(plc.isClosed).isTrue();
        assertThat(scale.isClosed).isFalse();
        assertThat(devices.of("scale")).isSameAs(scale);
        assertThat(devices.of("plc").names()).containsExactly("Flow", "Flow2");
        devices.of("plc").context.updates().update(plant.id("Flow2"), 7.0, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
        assertThat(plant.tag("Flow2").asDouble()).isEqualTo(7);
        assertThat(plant.accounting("connector plc").received()).isPositive();
        assertThat(plant.plant().status().sources().stream()
                        .filter(s -> s.name().equals("connector plc")))
                .hasSize(1);
    }

    @Test
    void shouldTellAConnectorThatTakesOtherTagsWhileItRuns() {
        Devices.Device plc = devices.of("plc");
        plc.takesTags = true;
        change(new SiteChange().put(bound("Flow2", "plc")));
        assertThat(plc.isClosed).isFalse();
        assertThat(plc.names()).containsExactly("Flow", "Flow2");
        assertThat(devices.made).hasSize(2);
    }

    @Test
    void shouldNotDisturbAConnectorForWhatOperatorsRead() {
        change(new SiteChange()
                .put(bound("Flow", "plc").change().description("to tank 2").build()));
        assertThat(devices.made).hasSize(2);
        assertThat(devices.of("plc").isClosed).isFalse();
    }

    @Test
    void shouldMoveATagToAnotherConnector() {
        change(new SiteChange().put(bound("Flow", "scale")));
        assertThat(devices.of("plc").names()).isEmpty();
        assertThat(devices.of("scale").names()).containsExactly("Flow", "Mass");
    }

    @Test
    void shouldEndARemovedConnectorAndStartANewOne() {
        Devices.Device scale = devices.of("scale");
        change(new SiteChange()
                .removeConnector("scale")
                .removeTag("Mass")
                .put(device("meter"))
                .put(bound("M", "meter")));
        assertThat(scale.isClosed).isTrue();
        assertThat(plant.plant().status().links())
                .extracting(PlantStatus.LinkStatus::name)
                .containsExactly("plc", "meter");
        devices.of("meter").context.link(LinkState.OK);
        plant.plant().stepAll();
        assertThat(plant.plant().link("meter")).isEqualTo(LinkState.OK);
        assertThat(plant.plant().link("scale")).isEqualTo(LinkState.UNKNOWN);
        plant.close();
        assertThat(devices.made).allMatch(device -> device.isClosed);
    }

    @Test
    void shouldShowTheOldValuesOfARestartedConnectorAsBadUntilTheyComeAgain() {
        devices.of("plc").context.updates().update(plant.id("Flow"), 7.0, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
        change(new SiteChange().put(new ConnectorDefinition("plc", Devices.TYPE, Map.of("port", "2"))));
        plant.plant().stepAll();
        plant.tick(0);
        assertThat(plant.tag("Flow").statusCode).isEqualTo(Quality.BAD_NO_COMMUNICATION);
        assertThat(plant.tag("Flow").asDouble()).isEqualTo(7);
        plant.assertReplays();
    }

    @Test
    void shouldGoOnWhenANewConnectorFailsToStart() {
        devices.failure = new IllegalStateException("no more sockets");
        assertThat(change(new SiteChange().put(device("meter"))).isApplied()).isTrue();
        plant.plant().stepAll();
        assertThat(plant.plant().link("meter")).isEqualTo(LinkState.FAILED);
        assertThat(plant.plant().status().isHealthy()).isTrue();
        plant.update("A", 3);
        assertThat(plant.tag("A").asDouble()).isEqualTo(3);
    }

    @Test
    void shouldNotRemoveAConnectorThatTagsReferTo() {
        ConfigurationOutcome outcome =
                change(new SiteChange().put(bound("Mass2", "scale")).removeConnector("scale"));
        assertThat(outcome.statusCode()).isEqualTo(Quality.BAD_INVALID_ARGUMENT);
        assertThat(outcome.problems()).hasSize(1);
        assertThat(outcome.problems().get(0).index()).isEqualTo(3);
        assertThat(outcome.problems().get(0).message())
                .isEqualTo("connector 'scale' can not be removed: 2 tags refer to it, this is the first");
        assertThat(devices.of("scale").isClosed).isFalse();
    }

    @Test
    void shouldTellListenersOfTheNewVersion() {
        List<Integer> versions = new ArrayList<>();
        plant.plant().addListener(new OutcomeListener() {
            @Override
            public void onConfiguration(long sequence, int version) {
                versions.add(version);
            }
        });
        change(new SiteChange().put(internal("C")));
        assertThat(versions).containsExactly(version());
    }

    @Test
    void shouldTakeAHundredThousandTagsAndAlarmsWhileItRuns() {
        SiteChange many = new SiteChange();
        for (int i = 0; i < 100_000; i++) {
            many.put(internal("T" + i)).put(AlarmDefinition.limit("T" + i, AlarmKind.HI, 80));
        }
        assertThat(change(many).isApplied()).isTrue();
        plant.update("T99999", 90);
        assertThat(plant.alarm("T99999.HI").state).isEqualTo(AlarmState.UNACK);
        assertThat(change(new SiteChange().put(internal("one more"))).isApplied())
                .isFalse();
        assertThat(change(new SiteChange().put(internal("One"))).isApplied()).isTrue();
        assertThat(plant.plant().status().isHealthy()).isTrue();
    }

    /** Devices of which each start makes a new one. */
    private static final class Devices implements ConnectorProvider {
        static final String TYPE = "devices";
        final List<Device> made = new ArrayList<>();
        RuntimeException failure;

        /** The last one made for a connector. */
        Device of(String connector) {
            return made.stream()
                    .filter(device -> device.name.equals(connector))
                    .reduce((one, other) -> other)
                    .orElseThrow();
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
            return tags.stream().anyMatch(tag -> tag.name().equals("bad"))
                    ? List.of("bad: no such address")
                    : List.of();
        }

        @Override
        public Connector create(ConnectorDefinition definition) {
            if (failure != null) {
                throw failure;
            }
            made.add(new Device(definition.name()));
            return made.get(made.size() - 1);
        }

        private static final class Device implements Connector {
            final String name;
            ConnectorContext context;
            boolean takesTags;
            boolean isClosed;

            Device(String name) {
                this.name = name;
            }

            List<String> names() {
                return context.tags().stream()
                        .map(BoundTag::definition)
                        .map(TagDefinition::name)
                        .toList();
            }

            @Override
            public void start(ConnectorContext given) {
                context = given;
            }

            @Override
            public boolean tagsChanged(List<BoundTag> tags) {
                return takesTags;
            }

            @Override
            public void write(DeviceWrite write) {
                context.answer(write.writeId(), Quality.GOOD);
            }

            @Override
            public String detail() {
                return "";
            }

            @Override
            public void close() {
                isClosed = true;
            }
        }
    }
}
