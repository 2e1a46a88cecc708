package io.ringmain.connectors.sparkplug.edge;

import io.ringmain.connectors.mqtt.broker.Message;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.ServedPlant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandState;
import io.ringmain.core.spi.AccessControl;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.TagType;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes commands of hosts to tags, through the ring and as the user whose name the connector is given. What is refused is
 * counted, and the last reason told.
 *
 * <p>Thread: the link's; outcomes come in others.
 */
final class EdgeCommands {
    private static final int MOST_PENDING = 1_000;

    private final String connector;
    private final EdgeSettings settings;
    private final Plant plant;
    private final AccessControl access;
    private final EdgeCounters counters;
    private final AtomicInteger pending = new AtomicInteger();
    private volatile String refusal = "";

    EdgeCommands(String connector, EdgeSettings settings, ServedPlant served, EdgeCounters counters) {
        this.connector = connector;
        this.settings = settings;
        plant = served.plant();
        access = served.access();
        this.counters = counters;
    }

    /** The last one, empty when there was none. Thread: any. */
    String refusal() {
        return refusal;
    }

    void take(EdgeMetric target, Metric metric, Message message) {
        counters.commands.increment();
        String problem = problem(target, metric);
        if (!problem.isEmpty()) {
            String name = metric.name == null ? "alias " + metric.alias : metric.name;
            refuse("command to " + (target == null ? name : target.tag()) + " refused: " + problem);
            return;
        }
        pending.incrementAndGet();
        UUID id = UUID.randomUUID();
        Command command = new Command(
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                Command.Kind.WRITE,
                target.tagId(),
                0,
                target.type(),
                bits(target.type(), metric),
                target.type() == TagType.STRING ? metric.text : "",
                0,
                0,
                0,
                settings.commandUser(),
                "",
                "sparkplug " + connector + " " + message.topic());
        plant.submit(command).whenComplete((outcome, error) -> {
            pending.decrementAndGet();
            if (error != null || outcome.state() != CommandState.DONE) {
                refuse("command to " + target.tag() + " failed");
            }
        });
    }

    private void refuse(String reason) {
        counters.commandsRefused.increment();
        refusal = reason;
    }

    /** Empty when it may be done. */
    private String problem(EdgeMetric target, Metric metric) {
        if (target == null) {
            return "there is no such metric";
        }
        if (settings.commandUser().isEmpty()) {
            return "command-user is not set";
        }
        if (access == null
                || access.identified(settings.commandUser())
                        .filter(caller -> isAllowed(caller, target))
                        .isEmpty()) {
            return settings.commandUser() + " may not write";
        }
        if (!target.isWritable()) {
            return "the tag is not writable";
        }
        if (pending.get() >= MOST_PENDING) {
            return "too many commands";
        }
        return isFitting(target.type(), metric)
                ? ""
                : "the value is not " + target.type().label();
    }

    private boolean isAllowed(AccessControl.Caller caller, EdgeMetric target) {
        boolean isAllowed = caller.may(Permission.WRITE, target.area());
        if (!isAllowed) {
            caller.refused("sparkplug.write", target.tag(), "sparkplug " + connector, "BadUserAccessDenied");
        }
        return isAllowed;
    }

    private static boolean isFitting(TagType type, Metric metric) {
        if (metric.isNull) {
            return false;
        }
        boolean isWhole = metric.wire == Metric.Wire.INT || metric.wire == Metric.Wire.LONG;
        return switch (type) {
            case BOOL -> metric.wire == Metric.Wire.FLAG;
            case INT64 -> isWhole;
            case FLOAT64 -> isWhole || metric.wire == Metric.Wire.REAL;
            case STRING -> metric.wire == Metric.Wire.TEXT;
            case INT64_ARRAY, FLOAT64_ARRAY -> false;
        };
    }

    private static long bits(TagType type, Metric metric) {
        // numbers of 32 bits are sent without a sign, and those of Int8 to Int32 have one
        long whole = metric.wire == Metric.Wire.INT && metric.type.code() <= 3 ? (int) metric.bits : metric.bits;
        return switch (type) {
            case FLOAT64 -> Double.doubleToRawLongBits(metric.wire == Metric.Wire.REAL ? metric.real : (double) whole);
            case STRING -> 0;
            default -> whole;
        };
    }
}
