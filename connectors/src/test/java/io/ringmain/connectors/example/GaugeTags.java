package io.ringmain.connectors.example;

import io.ringmain.connectors.ValuePublisher;
import io.ringmain.connectors.WallClock;
import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bound tags by their addresses, what is subscribed to, and the way of values into the ring.
 *
 * <p>Thread: the link's; the counts any.
 */
final class GaugeTags {
    private final ValuePublisher values;
    private final Acquisition acquisition;
    private final Map<String, List<BoundTag>> byAddress = new HashMap<>();
    private boolean isWanted = true;
    private volatile long lines;
    private volatile long malformed;

    GaugeTags(ConnectorContext context) {
        values = new ValuePublisher(context.updates());
        acquisition = context.acquisition(Mode.SUBSCRIBE, 0);
        for (BoundTag tag : context.tags()) {
            byAddress
                    .computeIfAbsent(tag.definition().source().address(), any -> new ArrayList<>())
                    .add(tag);
        }
    }

    /** A connection is there: subscribes, unless an operator has stopped that. */
    void begin(GaugeSession session) throws IOException {
        if (isWanted) {
            acquisition.phase(AcquisitionPhase.STARTING);
            for (String address : byAddress.keySet()) {
                session.say("SUB " + address);
            }
            acquisition.requests(byAddress.size());
            acquisition.phase(AcquisitionPhase.RUNNING);
        }
    }

    private void end(GaugeSession session) throws IOException {
        for (String address : byAddress.keySet()) {
            session.say("UNSUB " + address);
        }
    }

    void waiting() {
        if (isWanted) {
            acquisition.phase(AcquisitionPhase.WAITING);
        }
    }

    void obey(AcquisitionAction action, GaugeSession session) throws IOException {
        switch (action) {
            case START -> {
                isWanted = true;
                begin(session);
            }
            case STOP -> {
                isWanted = false;
                end(session);
                acquisition.phase(AcquisitionPhase.STOPPED);
            }
            case RESTART -> {
                isWanted = true;
                acquisition.phase(AcquisitionPhase.RESETTING);
                end(session);
                begin(session);
            }
            case RESET -> acquisition.reset();
        }
    }

    /** A line of the device: {@code V address value quality time} or {@code ERR address}. */
    void take(String[] words) {
        long now = WallClock.nowNs();
        if (words[0].equals("ERR") && words.length == 2) {
            // one wrong address is that tag's matter, the others go on
            for (BoundTag tag : byAddress.getOrDefault(words[1], List.of())) {
                values.status(tag.tagId(), Quality.BAD_NODE_ID_UNKNOWN, now);
            }
            acquisition.error();
        } else if (words[0].equals("V") && words.length == 5) {
            lines = lines + 1;
            int status = status(words[3]);
            long timeNs = timeNs(words[4], now);
            List<BoundTag> tags = byAddress.getOrDefault(words[1], List.of());
            for (BoundTag tag : tags) {
                publish(tag, words[2], status, timeNs);
            }
            acquisition.cycle(tags.size(), 0);
        } else {
            malformed = malformed + 1;
        }
    }

    private void publish(BoundTag tag, String text, int status, long timeNs) {
        // what the source sends, which is not the tag's own type when the value is scaled
        TagType type = tag.definition().sourceType();
        if (type == TagType.STRING) {
            values.text(tag.tagId(), type, text, status, timeNs);
        } else if (text.equals("true") || text.equals("false")) {
            values.flag(tag.tagId(), type, text.equals("true"), status, timeNs);
        } else {
            try {
                values.real(tag.tagId(), type, Double.parseDouble(text), status, timeNs);
            } catch (NumberFormatException e) {
                malformed = malformed + 1;
                values.status(tag.tagId(), Quality.BAD_TYPE_MISMATCH, timeNs);
            }
        }
    }

    private static int status(String word) {
        return switch (word) {
            case "GOOD" -> Quality.GOOD;
            case "UNCERTAIN" -> Quality.UNCERTAIN;
            default -> Quality.BAD_SENSOR_FAILURE;
        };
    }

    private static long timeNs(String milliseconds, long otherwise) {
        try {
            return Math.multiplyExact(Long.parseLong(milliseconds), 1_000_000L);
        } catch (NumberFormatException | ArithmeticException e) {
            return otherwise;
        }
    }

    void flush() {
        values.flush();
    }

    long lines() {
        return lines;
    }

    long malformed() {
        return malformed;
    }
}
