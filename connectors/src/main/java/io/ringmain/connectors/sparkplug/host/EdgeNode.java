package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.sparkplug.payload.Metric;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What is known of one edge node and its devices.
 *
 * <p>Thread: the link's writes; any reads whether it is online and its metrics.
 */
final class EdgeNode {
    /** Devices are known by their name, the node itself by this. */
    static final String ITSELF = "";

    final String group;
    final String node;
    final Sequence sequence = new Sequence();
    /** By device, then by name. */
    private final Map<String, Map<String, SeenMetric>> metrics = new ConcurrentSkipListMap<>();

    private final Map<Long, SeenMetric> byAlias = new HashMap<>();
    /** Devices that have been born after the last birth of the node; others with the time since which they are awaited. */
    private final Map<String, Long> awaitedSinceNs = new HashMap<>();

    private int count;
    volatile boolean isOnline;
    /** Of the last birth, {@link Metric#NONE} when it said none. */
    long bdSeq = Metric.NONE;

    /** Births are to be asked for as soon as that may be done again. */
    boolean isBirthWanted;

    private long askedNs;
    private boolean wasAsked;

    EdgeNode(String group, String node) {
        this.group = group;
        this.node = node;
    }

    static String key(String device) {
        return device == null ? ITSELF : device;
    }

    /** The node is born: everything of before is void, though devices are looked at until they are born, or not. */
    void begin(long nowNs) {
        end(ITSELF);
        byAlias.clear();
        // one that is awaited already is not awaited longer because the node is born again
        metrics.keySet().forEach(device -> awaitedSinceNs.putIfAbsent(device, nowNs));
    }

    /** A device is born. False when there are too many already. */
    boolean begin(String device, int most) {
        awaitedSinceNs.remove(device);
        end(device);
        if (metrics.size() > most) {
            return false;
        }
        metrics.put(device, new ConcurrentHashMap<>());
        return true;
    }

    void end(String device) {
        Map<String, SeenMetric> gone = metrics.remove(device);
        if (gone != null) {
            byAlias.values()
                    .removeIf(metric -> EdgeNode.key(metric.address.device()).equals(device));
            count -= gone.size();
        }
    }

    boolean isBorn(String device) {
        return device.equals(ITSELF) || metrics.containsKey(device) && !awaitedSinceNs.containsKey(device);
    }

    /** A device that should have been born long ago, null when there is none. */
    String overdue(long nowNs, long timeoutNs) {
        for (Map.Entry<String, Long> each : awaitedSinceNs.entrySet()) {
            if (nowNs - each.getValue() >= timeoutNs) {
                awaitedSinceNs.remove(each.getKey());
                return each.getKey();
            }
        }
        return null;
    }

    /** False when it has too many already. */
    boolean add(SeenMetric metric, int most) {
        if (count >= most) {
            return false;
        }
        Map<String, SeenMetric> of =
                metrics.computeIfAbsent(key(metric.address.device()), any -> new ConcurrentHashMap<>());
        if (of.put(metric.address.metric(), metric) == null) {
            count++;
        }
        if (metric.alias != Metric.NONE) {
            byAlias.put(metric.alias, metric);
        }
        return true;
    }

    /** By name, or by alias when there is none; null when no birth has named it. */
    SeenMetric find(String device, Metric metric) {
        if (metric.name == null) {
            SeenMetric found = byAlias.get(metric.alias);
            return found != null && key(found.address.device()).equals(device) ? found : null;
        }
        return metrics(device).get(metric.name);
    }

    /** Of a device, or of the node itself. Thread: any. */
    Map<String, SeenMetric> metrics(String device) {
        Map<String, SeenMetric> of = metrics.get(device);
        return of == null ? Map.of() : of;
    }

    /** All of them with their metrics. Thread: any. */
    Map<String, Map<String, SeenMetric>> byDevice() {
        return metrics;
    }

    /** Whether births may be asked for now; notes that they are. */
    boolean mayAsk(long nowNs, long intervalNs) {
        if (wasAsked && nowNs - askedNs < intervalNs) {
            return false;
        }
        wasAsked = true;
        askedNs = nowNs;
        isBirthWanted = false;
        return true;
    }
}
