package io.ringmain.connectors.mqtt;

import io.ringmain.connectors.mqtt.broker.BrokerLink;
import io.ringmain.connectors.mqtt.broker.Message;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.ServedPlant;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Glob;
import io.ringmain.core.tag.TagValue;
import java.util.Arrays;
import java.util.List;

/**
 * Publishes changes of our tags, journaled ones only. There is no queue: what is to be sent is what has changed since it was
 * last looked at, so that of each tag the newest waits while the broker is slow or away, and all are sent again once it is
 * back.
 *
 * <p>Thread: the link's.
 */
final class Outlet {
    /** Messages under way to the broker; beyond that changes wait. */
    private static final int MOST_PENDING = 1_000;

    private static final int TIMEOUT_MS = 10_000;
    private static final long NEVER = -1;
    private static final long NS_PER_MS = 1_000_000;

    private final MqttSettings.Publishing settings;
    private final Plant plant;
    private final BrokerLink link;
    private final TagValue value = new TagValue();
    private int version = -1;
    private int[] tagIds = {};
    private String[] names = {};
    private String[] topics = {};
    /** Marks of the changes that were sent. */
    private long[] sent = {};

    private long total = NEVER;
    private long nextNs = System.nanoTime();
    /** Where the last look ended because too much was under way. */
    private int resumeAt;

    private boolean isUnfinished;

    Outlet(MqttSettings.Publishing settings, ServedPlant served, BrokerLink link) {
        this.settings = settings;
        this.plant = served.plant();
        this.link = link;
    }

    /** Connected: the broker may have lost what it had, and has not had what changed since. */
    void sendAll() {
        Arrays.fill(sent, NEVER);
        total = NEVER;
        nextNs = System.nanoTime();
    }

    void onTurn(long nowNs) {
        if (!link.isConnected() || nowNs - nextNs < 0) {
            return;
        }
        nextNs = nowNs + settings.intervalMs() * NS_PER_MS;
        SitePlan site = plant.site();
        if (site.version() != version) {
            choose(site);
        }
        long now = plant.changes().total();
        if (now != total || isUnfinished) {
            total = now;
            send();
        }
    }

    private void choose(SitePlan site) {
        version = site.version();
        List<Glob> globs = settings.tags().stream().map(Glob::new).toList();
        int[] ids = new int[site.tagCount()];
        int count = 0;
        for (int id = 0; id < ids.length; id++) {
            String name = site.hasTag(id) ? site.tagName(id) : null;
            if (name != null && globs.stream().anyMatch(glob -> glob.matches(name))) {
                ids[count++] = id;
            }
        }
        tagIds = Arrays.copyOf(ids, count);
        names = new String[count];
        topics = new String[count];
        sent = new long[count];
        for (int i = 0; i < count; i++) {
            names[i] = site.tagName(tagIds[i]);
            topics[i] = settings.topic().of(site.tag(tagIds[i]));
        }
        resumeAt = 0;
        sendAll();
    }

    private void send() {
        isUnfinished = false;
        long journaled = plant.journaledSequence();
        for (int step = 0; step < tagIds.length; step++) {
            int i = (resumeAt + step) % tagIds.length;
            long mark = plant.changes().of(tagIds[i]);
            if (mark == sent[i]) {
                continue;
            }
            if (link.pending() >= MOST_PENDING) {
                resumeAt = i;
                isUnfinished = true;
                // as soon as there is room again, not after the interval
                nextNs = System.nanoTime();
                return;
            }
            if (!plant.values().read(tagIds[i], value)) {
                continue;
            }
            if (value.sequence > journaled) {
                isUnfinished = true;
                continue;
            }
            sent[i] = mark;
            byte[] payload = settings.isJson() ? PayloadWriter.document(names[i], value) : PayloadWriter.plain(value);
            link.publish(new Message(topics[i], payload, settings.qos(), settings.isRetained()), TIMEOUT_MS);
        }
    }
}
