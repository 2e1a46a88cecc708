package io.ringmain.gateway.rest;

import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.TagValue;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.ValueText;
import io.ringmain.gateway.view.ValueView;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Current values, and writes. */
final class ValueEndpoints {
    private static final byte[] BEGIN = "{\"items\":[".getBytes(StandardCharsets.US_ASCII);
    /** One for each thread of the lanes. */
    private static final ThreadLocal<ValueText> TEXTS = ThreadLocal.withInitial(ValueText::new);

    private final Reading reading;
    private final CommandRunner commands;

    ValueEndpoints(RestContext context, CommandRunner commands) {
        reading = new Reading(context);
        this.commands = commands;
    }

    List<Route> routes() {
        return List.of(
                Route.read("/api/v1/values", Permission.VIEW, Page.query("tags", Reading.REPLAY), this::list),
                Route.read("/api/v1/values/{name}", Permission.VIEW, Set.of(Reading.REPLAY), this::one),
                Route.command("PUT", "/api/v1/values/{name}", Permission.WRITE, this::write)
                        .perArea());
    }

    private CompletionStage<Answer> list(Call call) {
        Page page = Page.of(call);
        return reading.answer(call, shown -> list(call, page, shown));
    }

    private static Reading.Part list(Call call, Page page, ShownState shown) {
        SitePlan site = shown.state().site();
        TagSelection selected = TagSelection.of(site, call.query("tags"));
        List<String> unknown = selected.unknown();
        int[] ids = selected.ids();
        long greatest = 0;
        ValueText text = TEXTS.get();
        text.clear();
        text.append(BEGIN);
        TagValue value = new TagValue();
        int at = page.from();
        for (int written = 0; at < ids.length && written < page.limit(); at++) {
            if (shown.state().values().read(ids[at], value)) {
                if (written++ > 0) {
                    text.append(',');
                }
                text.write(site.tag(ids[at]), value);
                greatest = Math.max(greatest, value.sequence);
            }
        }
        String next = at < ids.length ? Page.cursor(at) : null;
        byte[] rest = Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("next", next);
            shown.writeMoment(out);
            if (!unknown.isEmpty()) {
                out.writeArrayFieldStart("unknown");
                for (String name : unknown) {
                    out.writeString(name);
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        });
        rest[0] = ',';
        text.append(']');
        text.append(rest);
        return new Reading.Part(Answer.json(text.toBytes()), greatest);
    }

    private CompletionStage<Answer> one(Call call) {
        return reading.answer(call, shown -> {
            SitePlan site = shown.state().site();
            int id = TagEndpoints.tagId(site, call.path("name"));
            TagValue value = new TagValue();
            if (!shown.state().values().read(id, value)) {
                throw Problem.notFound("tag-unknown", "There is no tag " + call.path("name") + ".");
            }
            return new Reading.Part(Answer.json(out -> ValueView.write(out, site.tag(id), value)), value.sequence);
        });
    }

    private CompletionStage<Answer> write(Call call) {
        return commands.runWithValue(call, commands.desk()::write);
    }
}
