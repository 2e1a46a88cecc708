package io.ringmain.gateway.rest;

import io.ringmain.core.plant.Plant;
import io.ringmain.gateway.replay.ReplayMoment;
import io.ringmain.gateway.replay.Replays;
import io.ringmain.gateway.view.SiteState;
import io.ringmain.gateway.view.Times;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Answers from the present, which leave when the journal has what is in them, or with {@code ?replay=id} from the moment of
 * a replay, which say so in a header.
 */
final class Reading {
    /** Query parameter that names a replay. */
    static final String REPLAY = "replay";

    private static final String HEADER = "Ringmain-Replay";

    /** @param sequence the greatest one in the answer */
    record Part(Answer answer, long sequence) {}

    private final ShownState present;
    private final Release release;
    private final Replays replays;

    Reading(RestContext context) {
        Plant plant = context.plant();
        present = new ShownState(SiteState.of(plant), null);
        release = new Release(context);
        replays = context.replays();
    }

    CompletionStage<Answer> answer(Call call, Function<ShownState, Part> reader) {
        String id = call.query(REPLAY);
        if (id.isEmpty()) {
            Part part = reader.apply(present);
            return release.at(part.sequence(), part.answer());
        }
        return replays.read(
                call.principal(),
                id,
                moment -> reader.apply(new ShownState(moment.state(), moment))
                        .answer()
                        .withHeader(HEADER, header(moment)));
    }

    private static String header(ReplayMoment moment) {
        return "id=" + moment.id() + "; at=" + Times.rfc3339(moment.atNs()) + "; sequence=" + moment.sequence();
    }
}
