package io.ringmain.core.plant;

import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineRequest;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.MachineWork;
import io.ringmain.core.tag.Quality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands machines' requests to those who do the work, and their answers to the clock, which puts them into the ring.
 *
 * <p>Thread: OUTCOMES asks, any answers. Allocates: per request.
 */
final class MachineDesk implements MachineWork.Answer {
    private final Map<String, MachineWork> works = new HashMap<>();
    private final Answers answers;

    MachineDesk(List<MachineWork> works, Answers answers) {
        works.forEach(work -> this.works.put(work.kind(), work));
        this.answers = answers;
    }

    void onRequest(SitePlan site, MachineDeclaration declaration, Result result, boolean isUnrecorded) {
        int id = result.id();
        String kind = declaration.requests().get(result.status());
        MachineRequest request = new MachineRequest(
                result.ref(), id, site.machine(id).name(), kind, result.high(), result.low(), result.timeNs());
        MachineWork work = works.get(kind);
        if (isUnrecorded) {
            answer(request, Quality.BAD_RESOURCE_UNAVAILABLE, 0);
        } else if (work == null) {
            answer(request, Quality.BAD_NOT_SUPPORTED, 0);
        } else {
            ask(work, request);
        }
    }

    private void ask(MachineWork work, MachineRequest request) {
        try {
            work.onRequest(request, this);
        } catch (RuntimeException | Error e) {
            answer(request, Quality.BAD_INTERNAL_ERROR, 0);
            throw e;
        }
    }

    @Override
    public void answer(MachineRequest request, int statusCode, long value) {
        answers.publishResult(request.machineId(), request.id(), statusCode, value);
    }
}
