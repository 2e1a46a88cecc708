package io.ringmain.connectors.mqtt.broker;

import com.hivemq.client.mqtt.exceptions.MqttEncodeException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5MessageException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubRecException;
import io.ringmain.core.tag.Quality;
import java.util.concurrent.CompletionException;

/** What the library's errors and the broker's reason codes are, as OPC UA status codes and as text. Stateless. */
final class Causes {
    private static final int FIRST_ERROR = 0x80;
    private static final int LONGEST = 300;

    private Causes() {}

    /** By the reason codes of MQTT 5; the one of 3.1.1 is the first of them. */
    static int statusOf(int reasonCode) {
        if (reasonCode < FIRST_ERROR) {
            return Quality.GOOD;
        }
        return switch (reasonCode) {
            case 0x87 -> Quality.BAD_USER_ACCESS_DENIED;
            case 0x8F, 0x90 -> Quality.BAD_INVALID_ARGUMENT;
            case 0x97 -> Quality.BAD_RESOURCE_UNAVAILABLE;
            case 0x99 -> Quality.BAD_TYPE_MISMATCH;
            case 0x9A, 0x9B, 0x9E, 0xA1, 0xA2 -> Quality.BAD_NOT_SUPPORTED;
            default -> Quality.BAD_DEVICE_FAILURE;
        };
    }

    static int statusOf(Throwable error) {
        if (error instanceof Mqtt5PubAckException refused) {
            return statusOf(refused.getMqttMessage().getReasonCode().getCode());
        }
        if (error instanceof Mqtt5PubRecException refused) {
            return statusOf(refused.getMqttMessage().getReasonCode().getCode());
        }
        return error instanceof MqttEncodeException ? Quality.BAD_OUT_OF_RANGE : Quality.BAD_NO_COMMUNICATION;
    }

    static Throwable unwrap(Throwable error) {
        Throwable cause = error;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** One line for people. */
    static String text(Throwable error) {
        Throwable cause = unwrap(error);
        Throwable root = cause;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        if (cause instanceof Mqtt5MessageException && root == cause && message.isEmpty()) {
            message = cause.getClass().getSimpleName();
        }
        String line = message.replace('\n', ' ').replace('\r', ' ');
        return line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    }
}
