package io.ringmain.gateway.rest;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantStatus;
import io.ringmain.gateway.view.Readiness;
import io.ringmain.gateway.view.StagePulse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Probes for those who start and watch processes; no login is needed. */
final class HealthEndpoints {
    private final RestContext context;
    private final Plant plant;
    private final StagePulse pulse = new StagePulse(System::nanoTime);

    HealthEndpoints(RestContext context) {
        this.context = context;
        plant = context.plant();
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        // probes are set up by people who look for them at the root, and by those who have read the contract
        for (String root : List.of("", "/api/v1")) {
            routes.add(Route.open(root + "/health/live", this::live));
            routes.add(Route.open(root + "/health/ready", this::ready));
        }
        return routes;
    }

    /** Down when a new process is the only thing that helps. */
    private CompletionStage<Answer> live(Call call) {
        PlantStatus status = plant.status();
        List<String> reasons = new ArrayList<>();
        if (!context.isStopping().getAsBoolean()) {
            status.vitals().endedStages().forEach(stage -> reasons.add(stage + " has ended"));
            pulse.stuck(status).forEach(stage -> reasons.add(stage + " does not go on"));
        }
        return answer(new Readiness(reasons.isEmpty() ? 200 : 503, reasons.isEmpty() ? "up" : "down", reasons));
    }

    private CompletionStage<Answer> ready(Call call) {
        PlantStatus status = plant.status();
        return answer(
                Readiness.of(status, context.isStopping().getAsBoolean(), pulse.stuck(status), context.remarks()));
    }

    private static CompletionStage<Answer> answer(Readiness readiness) {
        return Answer.json(readiness.json()).withStatus(readiness.status()).now();
    }
}
