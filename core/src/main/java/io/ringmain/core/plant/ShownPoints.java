package io.ringmain.core.plant;

import io.ringmain.core.cvt.CvtReader;
import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.system.AcquisitionItem;
import io.ringmain.core.system.SystemPoint;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The system's tags, by connector, with what was shown of each last. Thread: the system connector's. */
final class ShownPoints {
    static final ShownPoints NONE = new ShownPoints(List.of(), Map.of());

    private static final class Shown {
        final int tagId;
        final SystemPoint point;
        final AcquisitionItem item;
        boolean isShown;
        long value;

        Shown(int tagId, SystemPoint point) {
            this.tagId = tagId;
            this.point = point;
            item = point.isOfLink() ? null : AcquisitionItem.named(point.item());
        }

        boolean isAction() {
            return point.item().equals(SystemPoint.ACTION);
        }

        boolean isState() {
            return item == AcquisitionItem.PHASE
                    || point.isOfLink() && point.item().equals(SystemPoint.STATE);
        }
    }

    private final List<BoundTag> tags;
    private final Map<String, List<Shown>> byConnector = new HashMap<>();

    private ShownPoints(List<BoundTag> tags, Map<Integer, Shown> before) {
        this.tags = tags;
        for (BoundTag tag : tags) {
            SystemPoint point = SystemPoint.of(tag.definition().source().address());
            Shown known = before.get(tag.tagId());
            byConnector
                    .computeIfAbsent(point.connector(), name -> new ArrayList<>())
                    .add(known != null && known.point.equals(point) ? known : new Shown(tag.tagId(), point));
        }
    }

    boolean isOf(List<BoundTag> present) {
        return tags == present;
    }

    /** Those of other tags; what is in both has been shown. */
    ShownPoints next(List<BoundTag> present) {
        Map<Integer, Shown> before = new HashMap<>();
        byConnector.values().forEach(list -> list.forEach(shown -> before.put(shown.tagId, shown)));
        return new ShownPoints(present, before);
    }

    /** Publishes what is other than before: states always, counts when asked to. */
    void show(Plant plant, UpdatePublisher updates, boolean isToCount) {
        long nowNs = plant.nowNs();
        plant.links().forEach(link -> {
            List<Shown> list = byConnector.get(link.definition().name());
            if (list != null) {
                list.stream()
                        .filter(shown -> shown.isAction() && !shown.isShown)
                        .forEach(shown -> showAction(shown, plant.values(), updates, nowNs));
                show(link, list, updates, isToCount, nowNs);
            }
        });
    }

    /** The last action stands as it is; it is only said, once, that it does. */
    private static void showAction(Shown shown, CvtReader values, UpdatePublisher updates, long nowNs) {
        TagValue present = new TagValue();
        boolean isKnown =
                values.read(shown.tagId, present) && present.statusCode != Quality.BAD_WAITING_FOR_INITIAL_DATA;
        shown.isShown = updates.update(shown.tagId, isKnown ? present.bits : 0, Quality.GOOD, nowNs);
    }

    private static void show(
            ConnectorLink link, List<Shown> list, UpdatePublisher updates, boolean isToCount, long nowNs) {
        LinkState state = link.state();
        Map<String, Long> counts = isToCount ? link.counts() : Map.of();
        for (Shown shown : list) {
            if (shown.isState() || isToCount && !shown.isAction()) {
                long value = value(link, state, shown, counts);
                if (!shown.isShown || value != shown.value) {
                    shown.isShown = updates.update(shown.tagId, value, Quality.GOOD, nowNs);
                    shown.value = value;
                }
            }
        }
    }

    private static long value(ConnectorLink link, LinkState state, Shown shown, Map<String, Long> counts) {
        if (shown.point.isOfLink()) {
            return shown.isState() ? state.code() : counts.getOrDefault(shown.point.item(), 0L);
        }
        Acquisition noted = link.noted(shown.point.intervalMs());
        if (shown.item == AcquisitionItem.PHASE && (noted == null || !link.isRunning())) {
            return phase(link, state).code();
        }
        return noted == null ? 0 : shown.item.of(noted);
    }

    /** Of a connector that does not run, or says nothing about its acquisitions. */
    private static AcquisitionPhase phase(ConnectorLink link, LinkState state) {
        return switch (state) {
            case OK -> AcquisitionPhase.RUNNING;
            case UNAVAILABLE -> AcquisitionPhase.WAITING;
            case DISABLED -> AcquisitionPhase.STOPPED;
            case FAILED -> AcquisitionPhase.FAULTED;
            case UNKNOWN -> link.isRunning() ? AcquisitionPhase.STARTING : AcquisitionPhase.STOPPED;
        };
    }
}
