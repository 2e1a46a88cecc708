package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.sparkplug.SparkplugTopic;

/**
 * Where a tag's value is: {@code group/node:metric} or {@code group/node/device:metric}; names of metrics may hold slashes.
 *
 * @param device null for a metric of the node itself
 */
record MetricAddress(String group, String node, String device, String metric) {
    static final String FORMS = "group/node:metric and group/node/device:metric";

    /** @throws IllegalArgumentException when it is none; the message says what is allowed */
    static MetricAddress parse(String address) {
        int colon = address.indexOf(':');
        String[] levels = address.substring(0, Math.max(0, colon)).trim().split("/", -1);
        String metric = address.substring(colon + 1).trim();
        boolean isSound = colon > 0 && !metric.isEmpty() && (levels.length == 2 || levels.length == 3);
        for (String level : levels) {
            isSound &= SparkplugTopic.isId(level);
        }
        if (!isSound || levels[0].equals("STATE")) {
            throw new IllegalArgumentException("'" + address + "' is not an address, allowed are " + FORMS);
        }
        return new MetricAddress(levels[0], levels[1], levels.length == 3 ? levels[2] : null, metric);
    }

    /** {@code group/node}. */
    String edgeNode() {
        return group + "/" + node;
    }

    @Override
    public String toString() {
        return edgeNode() + (device == null ? "" : "/" + device) + ":" + metric;
    }
}
