package io.ringmain.connectors.mqtt;

import io.ringmain.connectors.WallClock;
import io.ringmain.connectors.mqtt.broker.BrokerLink;
import io.ringmain.connectors.mqtt.broker.BrokerListener;
import io.ringmain.connectors.mqtt.broker.Message;
import io.ringmain.connectors.mqtt.broker.Subscription;
import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * What a connector does on its link: subscribes, takes messages, publishes.
 *
 * <p>Thread: the link's; orders may be given by any. Owns: all calls to the publisher and of {@link ConnectorContext#link}.
 */
final class MqttSession implements BrokerListener {
    /** How long a farewell may take, ms. */
    private static final int FAREWELL_MS = 500;

    private final MqttSettings settings;
    private final ConnectorContext context;
    private final UpdatePublisher updates;
    private final Remarks remarks;
    private final Intake intake;
    private final Acquisition acquisition;
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private volatile Map<Integer, TopicTag> tags;
    private Map<String, Topic> topics;
    private BrokerLink link;
    private Outlet outlet;
    private LinkState reported = LinkState.UNKNOWN;
    private boolean isStopped;

    MqttSession(MqttSettings settings, ConnectorContext context, MqttCounters counters, Remarks remarks) {
        this.settings = settings;
        this.context = context;
        this.remarks = remarks;
        updates = context.updates();
        intake = new Intake(updates, counters, remarks, settings.broker().payloadBytes());
        take(context.tags());
        acquisition = context.acquisition(TagSource.Mode.SUBSCRIBE, 0);
        acquisition.phase(AcquisitionPhase.STARTING);
    }

    /** @param publishing null when nothing is published */
    void use(BrokerLink opened, Outlet publishing) {
        link = opened;
        outlet = publishing;
    }

    private void take(List<BoundTag> bound) {
        Map<Integer, TopicTag> byId = new HashMap<>();
        List<TopicTag> all = new ArrayList<>();
        for (BoundTag tag : bound) {
            TopicTag parsed = TopicTag.of(tag);
            if (parsed != null) {
                TopicTag before = tags == null ? null : tags.get(parsed.tagId);
                parsed.isLive = before != null && before.isLive && before.address.equals(parsed.address);
                byId.put(parsed.tagId, parsed);
                all.add(parsed);
            }
        }
        tags = byId;
        topics = Topic.of(all, settings.qos());
    }

    /** Null when no tag of that id is bound. Thread: any. */
    TopicTag tag(int tagId) {
        return tags.get(tagId);
    }

    /** Thread: any. */
    void tagsChanged(List<BoundTag> bound) {
        List<BoundTag> copy = List.copyOf(bound);
        orders.add(() -> {
            Map<String, Topic> before = topics;
            take(copy);
            if (isStopped) {
                return;
            }
            List<String> gone = before.keySet().stream()
                    .filter(topic -> !topics.containsKey(topic))
                    .toList();
            link.unsubscribe(gone);
            // those that stay are asked for again where others read them now: the broker sends what it has kept
            subscribe(topics.values().stream()
                    .filter(topic -> !isSame(topic, before.get(topic.name())))
                    .toList());
        });
    }

    private static boolean isSame(Topic topic, Topic before) {
        return before != null
                && before.qos() == topic.qos()
                && readersOf(before).equals(readersOf(topic));
    }

    private static Map<Integer, TopicAddress> readersOf(Topic topic) {
        return topic.tags().stream().collect(Collectors.toMap(tag -> tag.tagId, tag -> tag.address));
    }

    /** Thread: any. */
    void control(AcquisitionAction action) {
        orders.add(() -> {
            switch (action) {
                case START -> resume();
                case STOP -> stop();
                case RESTART -> {
                    stop();
                    resume();
                }
                case RESET -> acquisition.reset();
            }
        });
    }

    private void stop() {
        if (isStopped) {
            return;
        }
        isStopped = true;
        link.unsubscribe(List.copyOf(topics.keySet()));
        long nowNs = WallClock.nowNs();
        tags.keySet().forEach(tagId -> updates.status(tagId, Status.BAD_OUT_OF_SERVICE, nowNs));
        acquisition.phase(AcquisitionPhase.STOPPED);
    }

    private void resume() {
        if (!isStopped) {
            return;
        }
        isStopped = false;
        tags.values().forEach(tag -> tag.isLive = false);
        if (link.isConnected()) {
            acquisition.phase(AcquisitionPhase.STARTING);
            subscribe(List.copyOf(topics.values()));
        } else {
            acquisition.phase(AcquisitionPhase.WAITING);
        }
    }

    private void subscribe(List<Topic> some) {
        List<Subscription> wanted = some.stream()
                .map(topic -> new Subscription(topic.name(), topic.qos()))
                .toList();
        acquisition.requests(wanted.size());
        link.subscribe(wanted);
        if (topics.isEmpty()) {
            acquisition.phase(AcquisitionPhase.RUNNING);
        }
    }

    @Override
    public Message will() {
        return settings.will();
    }

    @Override
    public void onConnected() {
        report(LinkState.OK);
        tags.values().forEach(tag -> tag.isLive = false);
        if (settings.online() != null) {
            link.publish(settings.online(), settings.writeTimeoutMs());
        }
        if (!isStopped) {
            acquisition.phase(AcquisitionPhase.STARTING);
            subscribe(List.copyOf(topics.values()));
        }
        if (outlet != null) {
            outlet.sendAll();
        }
    }

    @Override
    public void onUnavailable(String reason) {
        report(LinkState.UNAVAILABLE);
        if (!isStopped) {
            acquisition.phase(AcquisitionPhase.WAITING);
        }
    }

    private void report(LinkState state) {
        if (state != reported) {
            reported = state;
            context.link(state);
        }
    }

    @Override
    public void onSubscribed(List<Subscription> subscriptions, int[] statusCodes) {
        for (int i = 0; i < statusCodes.length; i++) {
            Topic topic = topics.get(subscriptions.get(i).filter());
            if (topic == null || Quality.isGood(statusCodes[i])) {
                continue;
            }
            acquisition.error();
            long nowNs = WallClock.nowNs();
            for (TopicTag tag : topic.tags()) {
                remarks.note(tag.name, "the broker refuses the topic: " + Quality.name(statusCodes[i]));
                updates.status(tag.tagId, statusCodes[i], nowNs);
            }
        }
        if (!isStopped) {
            acquisition.phase(AcquisitionPhase.RUNNING);
        }
    }

    @Override
    public void onMessage(Message message) {
        if (!isStopped) {
            acquisition.cycle(intake.take(message, topics), 0);
        }
    }

    @Override
    public void onTurn(long nowNs) {
        for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
            order.run();
        }
        updates.flush();
        if (outlet != null) {
            outlet.onTurn(nowNs);
        }
    }

    @Override
    public void onClosing() {
        if (settings.online() != null) {
            // a broker keeps the will to itself when one leaves in order
            link.publish(settings.will(), FAREWELL_MS);
        }
    }
}
