package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.BrowsedNode;
import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.ValueView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What a device has, bound to tags or not: its nodes, a level at a time, their values, and writing them. */
final class DeviceEndpoints {
    private static final String ONE = "/api/v1/connectors/{name}";
    private static final int MOST_CHARACTERS = 1_000;

    private final Devices devices;
    private final DeviceLog log;

    DeviceEndpoints(Devices devices, DeviceLog log) {
        this.devices = devices;
        this.log = log;
    }

    List<Route> routes() {
        return List.of(
                Route.read(ONE + "/browse", Permission.CONFIGURE, Page.query("node"), this::browse),
                Route.read(ONE + "/value", Permission.CONFIGURE, Set.of("node"), this::read),
                new Route("PUT", ONE + "/value", Permission.CONFIGURE, Lane.CORE, Set.of("node"), this::write));
    }

    private CompletionStage<Answer> browse(Call call) {
        String name = call.path("name");
        String node = call.query("node");
        int limit = Page.limit(call);
        String next = next(call.query("cursor"));
        Browser browser = devices.browser(name);
        return devices.ask(name, () -> browser.children(node, limit, next))
                .thenApply(page -> Answer.json(out -> {
                    out.writeStartObject();
                    out.writeStringField("node", node);
                    out.writeArrayFieldStart("items");
                    for (BrowsedNode found : page.nodes()) {
                        write(out, found);
                    }
                    out.writeEndArray();
                    out.writeStringField("next", page.next().isEmpty() ? null : cursor(page.next()));
                    out.writeEndObject();
                }));
    }

    private static void write(JsonGenerator out, BrowsedNode node) throws IOException {
        out.writeStartObject();
        out.writeStringField("address", node.address());
        out.writeStringField("name", node.name());
        out.writeStringField("kind", node.kind().name().toLowerCase(Locale.ROOT));
        out.writeStringField("dataType", node.dataType());
        out.writeStringField("type", node.type() == null ? null : node.type().label());
        out.writeBooleanField("writable", node.isWritable());
        out.writeStringField("unit", node.unit());
        Json.number(out, "rangeLow", node.low());
        Json.number(out, "rangeHigh", node.high());
        out.writeStringField("description", node.description());
        out.writeEndObject();
    }

    private static String cursor(String next) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(StandardCharsets.UTF_8));
    }

    private static String next(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("cursor: not one that this list has given");
        }
    }

    private CompletionStage<Answer> read(Call call) {
        String name = call.path("name");
        String node = node(call);
        Browser browser = devices.browser(name);
        return devices.ask(name, () -> browser.read(node))
                .thenApply(value -> Answer.json(out -> {
                    out.writeStartObject();
                    out.writeStringField("node", node);
                    out.writeFieldName("value");
                    writeValue(out, value.value());
                    writeQuality(out, value.statusCode());
                    Json.time(out, "sourceTime", value.sourceTimeNs());
                    out.writeEndObject();
                }));
    }

    private static void writeValue(JsonGenerator out, Object value) throws IOException {
        if (value instanceof List<?> elements) {
            out.writeStartArray();
            for (Object element : elements) {
                writeValue(out, element);
            }
            out.writeEndArray();
        } else {
            ValueView.writeBoxed(out, value);
        }
    }

    private static void writeQuality(JsonGenerator out, int statusCode) throws IOException {
        out.writeNumberField("quality", ValueView.quality(statusCode));
        out.writeStringField("qualityName", Quality.name(statusCode));
    }

    /** It is noted before and afterwards: nothing that goes past tags goes unseen. */
    private CompletionStage<Answer> write(Call call) {
        String name = call.path("name");
        String node = node(call);
        JsonBody body = call.body("value", "reason");
        JsonNode given = body.required("value");
        Object value = value(given);
        Browser browser = devices.browser(name);
        String what = "raw write of " + given + " to node " + node + " of connector " + name;
        return log.note(call.principal(), what, body.text("reason", ""))
                .thenCompose(noted -> devices.ask(name, () -> browser.write(node, value)))
                .thenCompose(status -> log.note(call.principal(), what, "answered " + Devices.code(status))
                        .handle((noted, failure) -> status)) // the device has answered, whatever became of the note
                .thenApply(status -> {
                    if (Quality.isBad(status)) {
                        throw refused(name, node, status);
                    }
                    return Answer.json(out -> {
                        out.writeStartObject();
                        out.writeStringField("node", node);
                        writeQuality(out, status);
                        out.writeEndObject();
                    });
                });
    }

    private static Problem refused(String connector, String node, int status) {
        boolean isOfValue = status == Quality.BAD_TYPE_MISMATCH || status == Quality.BAD_OUT_OF_RANGE;
        return new Problem(
                isOfValue ? 422 : 409,
                Quality.name(status),
                "The device of connector " + connector + " refused the write to " + node + ": " + Devices.code(status)
                        + ".");
    }

    private static Object value(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (value.isTextual() && value.textValue().length() <= MOST_CHARACTERS) {
            return value.textValue();
        }
        throw Problem.badRequest(
                "value: a number, true, false or a text of at most " + MOST_CHARACTERS + " characters is expected");
    }

    private static String node(Call call) {
        String node = call.query("node");
        if (node.isEmpty() || node.length() > MOST_CHARACTERS) {
            throw Problem.badRequest("node: the address of a node is expected");
        }
        return node;
    }
}
