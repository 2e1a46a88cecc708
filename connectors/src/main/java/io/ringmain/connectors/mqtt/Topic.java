package io.ringmain.connectors.mqtt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A topic and the tags in its messages.
 *
 * @param qos highest that one of its tags asks for
 * @param needsDocument whether one of its tags is inside a JSON document
 */
record Topic(String name, List<TopicTag> tags, int qos, boolean needsDocument) {

    static Map<String, Topic> of(List<TopicTag> tags, int standardQos) {
        Map<String, List<TopicTag>> byTopic = new LinkedHashMap<>();
        tags.forEach(tag -> byTopic.computeIfAbsent(tag.address.topic(), any -> new ArrayList<>())
                .add(tag));
        Map<String, Topic> topics = new LinkedHashMap<>();
        byTopic.forEach((name, its) -> {
            int qos = 0;
            boolean needsDocument = false;
            for (TopicTag tag : its) {
                qos = Math.max(qos, tag.options.qos() < 0 ? standardQos : tag.options.qos());
                needsDocument |= tag.needsDocument();
            }
            topics.put(name, new Topic(name, List.copyOf(its), qos, needsDocument));
        });
        return topics;
    }
}
