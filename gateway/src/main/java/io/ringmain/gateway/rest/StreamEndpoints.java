package io.ringmain.gateway.rest;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.view.Problem;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/** The stream of the WebSocket for those who only read: server-sent events. */
final class StreamEndpoints {
    /** Parameters, and the operation of the frames that each asks for. */
    private static final Map<String, String> OPERATIONS =
            Map.of("alarms", "alarm", "machines", "machine", "states", "state", "events", "event", "commands", "cmd");

    private final Streams streams;

    StreamEndpoints(RestContext context) {
        streams = context.streams();
    }

    List<Route> routes() {
        Set<String> query = new HashSet<>(OPERATIONS.keySet());
        query.add("tags");
        query.add("hz");
        return List.of(Route.read("/api/v1/stream", Permission.VIEW, Set.copyOf(query), this::open));
    }

    private CompletionStage<Answer> open(Call call) {
        List<String> tags = Arrays.stream(call.query("tags").split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
        Set<String> operations = new HashSet<>();
        OPERATIONS.forEach((parameter, operation) -> {
            if (isWanted(call, parameter)) {
                operations.add(operation);
            }
        });
        if (tags.isEmpty() && operations.isEmpty()) {
            throw Problem.badRequest("nothing to stream: tags=NAME,GLOB or one of "
                    + String.join("=true, ", new TreeSet<>(OPERATIONS.keySet())) + "=true is needed");
        }
        StreamRequest request = new StreamRequest(call.principal(), tags, hz(call), operations, seen(call));
        return Answer.live("text/event-stream", streams.open(request)).now();
    }

    private static boolean isWanted(Call call, String parameter) {
        String text = call.query(parameter);
        if (!text.isEmpty() && !"true".equals(text) && !"false".equals(text)) {
            throw Problem.badRequest(parameter + ": true or false is expected");
        }
        return "true".equals(text);
    }

    private static double hz(Call call) {
        String text = call.query("hz");
        if (text.isEmpty()) {
            return Double.NaN;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw Problem.badRequest("hz: a number is expected");
        }
    }

    private static long seen(Call call) {
        String text = call.lastEventId();
        if (text.isEmpty()) {
            return -1;
        }
        try {
            long sequence = Long.parseLong(text);
            if (sequence >= 0) {
                return sequence;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problem.badRequest("Last-Event-ID: " + text + " is no id of this stream");
    }
}
