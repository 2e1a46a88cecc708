package io.ringmain.gateway.view;

import io.ringmain.core.plant.PlantStatus;
import io.ringmain.core.spi.LinkState;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a site can serve. What is wrong and leaves it able to is no reason to be taken out of service: then it is degraded.
 *
 * @param status of HTTP
 * @param word {@code ready}, {@code degraded}, {@code unhealthy} or {@code stopping}
 * @param reasons a line each, none when it is ready
 */
public record Readiness(int status, String word, List<String> reasons) {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    public Readiness {
        reasons = List.copyOf(reasons);
    }

    /**
     * Judges what is known.
     *
     * @param isStopping whether the process is about to end
     * @param stuck stages that have work and do not go on
     * @param remarks on what lies beside the plant
     */
    public static Readiness of(PlantStatus plant, boolean isStopping, List<String> stuck, List<String> remarks) {
        List<String> reasons = new ArrayList<>();
        plant.vitals().endedStages().forEach(stage -> reasons.add(stage + " has ended"));
        stuck.forEach(stage -> reasons.add(stage + " does not go on"));
        boolean canServe = reasons.isEmpty() && plant.vitals().isRecording();
        reasons.addAll(plant.reasons());
        reasons.addAll(remarks);
        for (PlantStatus.LinkStatus link : plant.links()) {
            if (link.state() == LinkState.FAILED || link.state() == LinkState.UNAVAILABLE) {
                reasons.add("connector " + link.name() + " is " + link.state());
            }
        }
        if (isStopping) {
            reasons.add(0, "the process is ending");
            return new Readiness(UNAVAILABLE, "stopping", reasons);
        }
        if (!canServe) {
            return new Readiness(UNAVAILABLE, "unhealthy", reasons);
        }
        return new Readiness(OK, reasons.isEmpty() ? "ready" : "degraded", reasons);
    }

    /** The document of a probe. */
    public byte[] json() {
        return Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("status", word);
            out.writeArrayFieldStart("reasons");
            for (String reason : reasons) {
                out.writeString(reason);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
