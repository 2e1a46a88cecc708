package io.ringmain.gateway.rest;

import io.ringmain.core.machine.MachineSnapshot;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Glob;
import io.ringmain.gateway.auth.Permission;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.MachineView;
import io.ringmain.gateway.view.Problem;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** State machines. */
final class MachineEndpoints {
    private final Plant plant;
    private final Release release;

    MachineEndpoints(RestContext context) {
        plant = context.plant();
        release = new Release(context);
    }

    List<Route> routes() {
        return List.of(
                Route.read("/api/v1/machines", Permission.VIEW, Page.query("glob"), this::list),
                Route.read("/api/v1/machines/{name}", Permission.VIEW, Set.of(), this::one));
    }

    private CompletionStage<Answer> list(Call call) {
        SitePlan site = plant.site();
        Page page = Page.of(call);
        Glob glob = new Glob(call.query("glob").isEmpty() ? "*" : call.query("glob"));
        long[] greatest = {0};
        byte[] json = Json.bytes(out -> {
            MachineSnapshot state = new MachineSnapshot();
            out.writeStartObject();
            out.writeArrayFieldStart("items");
            int written = 0;
            int id = page.from();
            for (; id < site.machineCount(); id++) {
                if (site.machine(id) == null
                        || !glob.matches(site.machine(id).name())
                        || !plant.machines().read(id, state)) {
                    continue;
                }
                if (written++ == page.limit()) {
                    break;
                }
                MachineView.write(out, site.machine(id), plant.machineDeclaration(id), state);
                greatest[0] = Math.max(greatest[0], state.sequence);
            }
            out.writeEndArray();
            out.writeStringField("next", id < site.machineCount() ? Page.cursor(id) : null);
            out.writeEndObject();
        });
        return release.at(greatest[0], Answer.json(json));
    }

    private CompletionStage<Answer> one(Call call) {
        SitePlan site = plant.site();
        int id = site.machineId(call.path("name"));
        MachineSnapshot state = new MachineSnapshot();
        if (id < 0 || !plant.machines().read(id, state)) {
            throw Problem.notFound("machine-unknown", "There is no machine " + call.path("name") + ".");
        }
        return release.at(
                state.sequence,
                Answer.json(out -> MachineView.write(out, site.machine(id), plant.machineDeclaration(id), state)));
    }
}
