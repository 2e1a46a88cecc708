package io.ringmain.gateway.rest;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.view.AuditView;
import io.ringmain.gateway.view.JvmView;
import io.ringmain.gateway.view.SystemView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Accounting, and the description of the interface. */
final class SystemEndpoints {
    private final RestContext context;
    private final Plant plant;
    private final Answer openApi;

    SystemEndpoints(RestContext context) {
        this.context = context;
        plant = context.plant();
        openApi = Answer.json(resource("openapi.json"));
    }

    List<Route> routes() {
        return List.of(
                Route.read("/api/v1/site", Permission.VIEW, Set.of(), this::site),
                Route.read("/api/v1/system", Permission.VIEW_SYSTEM, Set.of(), this::system),
                Route.open("/api/v1/openapi.json", call -> openApi.now()));
    }

    /** What everybody may know of it. */
    private CompletionStage<Answer> site(Call call) {
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeStringField("name", context.siteName());
                    out.writeStringField("zone", zoneName());
                    out.writeStringField("version", context.version());
                    out.writeEndObject();
                })
                .now();
    }

    /** As browsers know it. */
    private String zoneName() {
        String name = context.zone().getId();
        return "Z".equals(name) || "GMT".equals(name) ? "UTC" : name;
    }

    private CompletionStage<Answer> system(Call call) {
        return Answer.json(out -> {
                    out.writeStartObject();
                    out.writeStringField("site", context.siteName());
                    out.writeStringField("version", context.version());
                    out.writeNumberField("webSockets", context.webSockets().getAsInt());
                    SystemView.writeFields(out, plant.site(), plant.status(), context.remarks());
                    AuditView.write(
                            out,
                            context.audit() == null ? null : context.audit().get());
                    SystemView.writeHistory(out, context.history(), plant.journaledSequence());
                    SystemView.writeRecords(out, context.records(), plant.journaledSequence());
                    FolderView.write(out, context.metrics().folder());
                    JvmView.write(out);
                    out.writeEndObject();
                })
                .now();
    }

    private static byte[] resource(String name) {
        try (InputStream stream = SystemEndpoints.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
