package io.ringmain.gateway.command;

import io.ringmain.core.plant.ConfigurationOutcome;
import io.ringmain.gateway.view.Problem;
import java.util.List;

/**
 * What came of edits.
 *
 * @param faults when there are any, nothing was changed
 * @param outcome null when nothing was changed
 */
public record Attempt(List<Fault> faults, ConfigurationOutcome outcome) {
    public Attempt {
        faults = List.copyOf(faults);
    }

    /** Why nothing was changed. */
    public Problem refusal() {
        return SiteFaults.unsound(faults);
    }
}
