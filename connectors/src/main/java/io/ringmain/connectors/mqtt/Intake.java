package io.ringmain.connectors.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ringmain.connectors.WallClock;
import io.ringmain.connectors.mqtt.broker.Message;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Makes updates of messages. A document is parsed once for all tags in it. What is wrong with a payload becomes the status of
 * the tags that it is about, is counted, and named in the remarks.
 *
 * <p>Thread: the link's. Owns: its parser.
 */
final class Intake {
    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 400;

    private final UpdatePublisher updates;
    private final MqttCounters counters;
    private final Remarks remarks;
    private final PayloadValue values;
    private final JsonMapper mapper;

    Intake(UpdatePublisher updates, MqttCounters counters, Remarks remarks, int mostBytes) {
        this.updates = updates;
        this.counters = counters;
        this.remarks = remarks;
        values = new PayloadValue(updates);
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxStringLength(mostBytes)
                        .build())
                // payloads of strangers are not to be shown in errors
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                // 0.1 stays what was sent until it is a double or a whole number
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    /** Gives how many tags were updated. */
    int take(Message message, Map<String, Topic> topics) {
        Topic topic = topics.get(message.topic());
        if (topic == null) {
            counters.unrouted.increment();
            return 0;
        }
        long nowNs = WallClock.nowNs();
        if (message.payload() == null) {
            return refuse(topic, message, Status.BAD_ENCODING_LIMITS_EXCEEDED, "payload too large", nowNs);
        }
        if (message.payload().length == 0) {
            return refuse(topic, message, Quality.BAD_NO_DATA, "empty payload", nowNs);
        }
        JsonNode document = null;
        if (topic.needsDocument()) {
            try {
                document = mapper.readTree(message.payload());
            } catch (IOException e) {
                // those that take the payload as it is can do without
                counters.notJson.increment();
            }
        }
        int updated = 0;
        for (TopicTag tag : topic.tags()) {
            updated += isToTake(tag, message) ? take(tag, message, document, nowNs) : 0;
        }
        return updated;
    }

    private static boolean isToTake(TopicTag tag, Message message) {
        if (!message.isRetained()) {
            tag.isLive = true;
            return true;
        }
        return !tag.isLive && tag.options.retained() != TagOptions.Retained.IGNORE;
    }

    private int refuse(Topic topic, Message message, int statusCode, String reason, long nowNs) {
        int updated = 0;
        for (TopicTag tag : topic.tags()) {
            if (isToTake(tag, message)) {
                updated += bad(tag, statusCode, reason, nowNs);
            }
        }
        return updated;
    }

    private int bad(TopicTag tag, int statusCode, String reason, long timeNs) {
        remarks.note(tag.name, reason);
        return count(updates.status(tag.tagId, statusCode, timeNs));
    }

    private int count(boolean isTaken) {
        (isTaken ? counters.values : counters.refused).increment();
        return isTaken ? 1 : 0;
    }

    private int take(TopicTag tag, Message message, JsonNode document, long nowNs) {
        if (tag.needsDocument() && document == null) {
            return bad(tag, Status.BAD_DECODING_ERROR, "not JSON", nowNs);
        }
        long timeNs = timeOf(tag, document);
        boolean hasTime = timeNs != Timestamps.NONE;
        int statusCode = tag.options.quality() == null
                ? Quality.GOOD
                : Qualities.read(tag.options.quality().find(document));
        if (message.isRetained() && !hasTime && tag.options.retained() == TagOptions.Retained.UNCERTAIN) {
            statusCode = Quality.worse(statusCode, Quality.UNCERTAIN_LAST_USABLE_VALUE);
        }
        long sourceTimeNs = hasTime ? timeNs : nowNs;
        int result;
        if (tag.address.path() == null) {
            String text = textOf(message.payload());
            result = text == null ? Status.BAD_DECODING_ERROR : values.publish(tag, text, statusCode, sourceTimeNs);
        } else {
            JsonNode node = tag.address.path().find(document);
            if (node == null) {
                return missing(tag, sourceTimeNs);
            }
            result = values.publish(tag, node, statusCode, sourceTimeNs);
        }
        if (result == Quality.GOOD) {
            remarks.clear(tag.name);
            return count(values.isTaken());
        }
        counters.mismatched.increment();
        return bad(tag, result, reason(tag, result), sourceTimeNs);
    }

    private int missing(TopicTag tag, long timeNs) {
        if (tag.options.isMissingKept()) {
            return 0;
        }
        counters.missing.increment();
        return bad(tag, Quality.BAD_NO_DATA, "nothing at " + tag.address.path(), timeNs);
    }

    private long timeOf(TopicTag tag, JsonNode document) {
        if (tag.options.timestamp() == null) {
            return Timestamps.NONE;
        }
        long timeNs = Timestamps.read(tag.options.timestamp().find(document), tag.options.nsPerUnit());
        if (timeNs == Timestamps.NONE) {
            counters.badTimestamps.increment();
        }
        return timeNs;
    }

    private static String reason(TopicTag tag, int statusCode) {
        return switch (statusCode) {
            case Quality.BAD_NO_DATA -> "no value";
            case Quality.BAD_OUT_OF_RANGE -> "beyond what " + tag.type.label() + " holds";
            case Status.BAD_DECODING_ERROR -> "not UTF-8";
            default -> "not " + tag.type.label();
        };
    }

    private static String textOf(byte[] payload) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
