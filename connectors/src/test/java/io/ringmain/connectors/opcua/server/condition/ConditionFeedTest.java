package io.ringmain.connectors.opcua.server.condition;

import static io.ringmain.connectors.opcua.server.condition.AlarmSite.alarm;
import static io.ringmain.connectors.opcua.server.condition.AlarmSite.bool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.connectors.opcua.server.space.Commands;
import io.ringmain.connectors.opcua.server.space.JournalGate;
import io.ringmain.connectors.opcua.server.space.NodeAccess;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.connectors.testing.KeptStore;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.plant.ServedPlant;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.tag.Quality;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order and the bounds of what is told, with a plant that is stepped and a subscriber that can be held up. */
class ConditionFeedTest {
    private static final UInteger SUBSCRIPTION = uint(1);
    private static final int MOST_WAITING = 3;

    private final HeldItem item = new HeldItem();
    private final EventItems items = new EventItems();
    private Plant plant;
    private SourcePublisher source;
    private ConditionFeed feed;

    /** A monitored item that takes events when it is let. */
    private static final class HeldItem implements EventItem {
        private final ReadValueId notifier =
                new ReadValueId(NodeIds.Server, AttributeId.EventNotifier.uid(), null, null);
        private final Semaphore lets = new Semaphore(0);
        private final List<ServedEvent> taken = new CopyOnWriteArrayList<>();

        @Override
        public void onEvent(BaseEventTypeNode event) {
            lets.acquireUninterruptibly();
            taken.add((ServedEvent) event);
        }

        List<NodeId> types() {
            return taken.stream().map(ServedEvent::typeId).toList();
        }

        @Override
        public UInteger getId() {
            return uint(7);
        }

        @Override
        public Session getSession() {
            return null;
        }

        @Override
        public UInteger getSubscriptionId() {
            return SUBSCRIPTION;
        }

        @Override
        public ReadValueId getReadValueId() {
            return notifier;
        }

        @Override
        public TimestampsToReturn getTimestampsToReturn() {
            return TimestampsToReturn.Both;
        }

        @Override
        public boolean isSamplingEnabled() {
            return true;
        }
    }

    @BeforeEach
    void start() throws UaException {
        KeptStore store = new KeptStore();
        plant = Plant.launch(new PlantContext()
                .site(AlarmSite.of(List.of(bool("Door")), List.of(alarm("Door"))))
                .journalStore(store)
                .snapshotStore(store)
                .snapshotIntervalNs(0)
                .mode(ThreadingMode.INVOKER));
        source = plant.publisher("test", Backpressure.WAIT);
        OpcUaServer server = new OpcUaServer(OpcUaServerConfig.builder().build(), profile -> null);
        ServedSite site = new ServedSite(
                new ServedPlant(plant, null, null, store::reader),
                server,
                server.getNamespaceTable().add(ServedSite.URI),
                new JournalGate(plant),
                NodeAccess.parse("*=read"),
                new Commands(plant, 1, 1_000),
                Runnable::run);
        Remarks remarks = new Remarks(store::reader);
        ConditionBook book = new ConditionBook(site, remarks);
        feed = new ConditionFeed(site, book, remarks, items, new Notifiers(site.namespace()), MOST_WAITING);
        IdentityHashMap<ReadValueId, Selection> selections = new IdentityHashMap<>();
        selections.put(item.getReadValueId(), Selection.of(server, AlarmClient.filter()));
        items.expect(selections);
        items.add(List.of(item));
        feed.start();
    }

    @AfterEach
    void stop() {
        item.lets.release(1_000);
        feed.close();
        plant.close();
    }

    private void door(boolean isOpen) {
        source.update(plant.site().tagId("Door"), isOpen, Quality.GOOD, plant.nowNs());
        plant.stepAll();
    }

    @Test
    void shouldRefuseASecondRefreshWhileTheFirstRuns() {
        assertThat(feed.refresh(SUBSCRIPTION, List.of(item))).isTrue();
        assertThat(feed.refresh(SUBSCRIPTION, List.of(item))).isFalse();
        assertThat(feed.refresh(uint(2), List.of())).isTrue();
        item.lets.release(2);
        await().until(() -> item.taken.size() == 2);
        await().until(() -> feed.refresh(SUBSCRIPTION, List.of(item)));
    }

    @Test
    void shouldTellWhatARefreshTellsBetweenTwoTransitions() {
        door(true);
        feed.refresh(SUBSCRIPTION, List.of(item));
        door(false);
        item.lets.release(5);
        await().until(() -> item.taken.size() == 5);
        NodeId alarm = NodeIds.OffNormalAlarmType;
        assertThat(item.types())
                .containsExactly(alarm, NodeIds.RefreshStartEventType, alarm, NodeIds.RefreshEndEventType, alarm);
        assertThat(item.taken.get(2).value("EventId"))
                .isEqualTo(item.taken.get(0).value("EventId"));
    }

    /** While nobody tells, transitions wait; more than may wait are dropped, and everybody is told to refresh. */
    @Test
    void shouldAskForARefreshWhenEventsWereLost() {
        for (int i = 0; i < 10; i++) {
            door(i % 2 == 0);
        }
        item.lets.release(1_000);
        // the third that waits may be the close of an old occurrence, which is not told
        await().until(() -> item.types().size() >= MOST_WAITING - 1);
        door(true);
        await().until(() -> item.types().contains(NodeIds.RefreshRequiredEventType));
        assertThat(item.types().size()).isLessThan(10);
        int before = item.taken.size();
        feed.refresh(SUBSCRIPTION, List.of(item));
        await().until(() -> item.types().subList(before, item.taken.size()).contains(NodeIds.RefreshEndEventType));
        assertThat(item.taken.subList(before, item.taken.size()))
                .filteredOn(event -> event.typeId().equals(NodeIds.OffNormalAlarmType))
                .last()
                .matches(event -> Boolean.TRUE.equals(event.value("ActiveState/Id")));
    }
}
