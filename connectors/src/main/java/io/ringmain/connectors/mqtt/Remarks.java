package io.ringmain.connectors.mqtt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What is wrong at present with topics, the newest reason of each; a few of them, the oldest goes first. Thread: one writes,
 * any reads the text.
 */
final class Remarks {
    private static final int MOST = 8;
    private static final int LONGEST = 160;

    private final Map<String, String> byTopic = new LinkedHashMap<>();
    private volatile String text = "";

    /** Allocates when the reason is another one than before. */
    void note(String topic, String reason) {
        if (reason.equals(byTopic.get(topic))) {
            return;
        }
        byTopic.remove(topic);
        byTopic.put(topic, reason);
        if (byTopic.size() > MOST) {
            byTopic.remove(byTopic.keySet().iterator().next());
        }
        print();
    }

    /** It is right again. */
    void clear(String topic) {
        if (!byTopic.isEmpty() && byTopic.remove(topic) != null) {
            print();
        }
    }

    private void print() {
        StringJoiner lines = new StringJoiner("; ");
        byTopic.forEach((topic, reason) -> lines.add(cut(topic) + ": " + cut(reason)));
        text = lines.toString();
    }

    private static String cut(String line) {
        String plain = line.replaceAll("\\p{Cntrl}", " ");
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
    }

    /** For people, may be empty. */
    String text() {
        return text;
    }
}
