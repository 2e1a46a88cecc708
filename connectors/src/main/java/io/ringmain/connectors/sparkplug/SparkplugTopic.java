package io.ringmain.connectors.sparkplug;

/**
 * A topic of Sparkplug: {@code spBv1.0/group/type/node[/device]}.
 *
 * @param type NBIRTH, DDATA and so on
 * @param device null for messages of the node itself
 */
public record SparkplugTopic(String group, String type, String node, String device) {
    public static final String NAMESPACE = "spBv1.0";

    private static final int WITH_DEVICE = 5;
    private static final int WITHOUT_DEVICE = 4;

    /** Null when it is none. */
    public static SparkplugTopic parse(String topic) {
        String[] levels = topic.split("/", -1);
        if ((levels.length != WITHOUT_DEVICE && levels.length != WITH_DEVICE) || !levels[0].equals(NAMESPACE)) {
            return null;
        }
        boolean isOfDevice = levels.length == WITH_DEVICE;
        if (levels[1].isEmpty() || levels[3].isEmpty() || levels[levels.length - 1].isEmpty()) {
            return null;
        }
        if (levels[2].length() < 2 || isOfDevice != (levels[2].charAt(0) == 'D')) {
            return null;
        }
        return new SparkplugTopic(levels[1], levels[2], levels[3], isOfDevice ? levels[4] : null);
    }

    @Override
    public String toString() {
        return of(group, type, node, device);
    }

    public static String of(String group, String type, String node, String device) {
        String topic = NAMESPACE + "/" + group + "/" + type + "/" + node;
        return device == null ? topic : topic + "/" + device;
    }

    public static String state(String host) {
        return NAMESPACE + "/STATE/" + host;
    }

    /** Whether that can stand in a level of a topic. */
    public static boolean isId(String text) {
        return !text.isBlank() && text.chars().noneMatch(c -> c == '/' || c == '+' || c == '#' || c == 0);
    }
}
