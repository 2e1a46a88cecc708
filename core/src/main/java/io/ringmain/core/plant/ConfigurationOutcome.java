package io.ringmain.core.plant;

import io.ringmain.core.site.SiteProblem;
import io.ringmain.core.tag.Quality;
import java.util.List;

/**
 * What became of a configuration. Anything but a good status means that nothing has changed.
 *
 * @param statusCode GOOD; BAD_INVALID_STATE when the version it was made for is not the present one any more;
 *     BAD_INVALID_ARGUMENT when it is not sound; BAD_RESOURCE_UNAVAILABLE when the ring is full or the journal can not be
 *     written
 * @param version the configuration's version after it, or the present one when it was refused
 * @param sequence its event, 0 when there was none: refused before, or the same as what is configured
 * @param problems what is not sound
 */
public record ConfigurationOutcome(int statusCode, int version, long sequence, List<SiteProblem> problems) {

    public ConfigurationOutcome {
        problems = List.copyOf(problems);
    }

    static ConfigurationOutcome refused(int statusCode, int version) {
        return new ConfigurationOutcome(statusCode, version, 0, List.of());
    }

    public boolean isApplied() {
        return statusCode == Quality.GOOD;
    }
}
