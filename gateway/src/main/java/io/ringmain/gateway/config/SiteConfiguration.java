package io.ringmain.gateway.config;

import io.ringmain.core.site.SiteDefinition;
import java.util.List;

/**
 * A site that can be started.
 *
 * @param settings as typed values
 * @param origins the same, each with where it comes from
 */
public record SiteConfiguration(SiteDefinition site, Settings settings, List<Setting> origins) {
    public SiteConfiguration {
        origins = List.copyOf(origins);
    }
}
