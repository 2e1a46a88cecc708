package io.ringmain.gateway.config;

import io.ringmain.core.site.SiteDefinition;
import java.util.List;

/**
 * A site that can be started.
 *
 * @param settings as typed values
 * @param origins the same, each with where it comes from
 * @param managed what is written for each definition, changes at run time included
 * @param superseded changes at run time that are not in force any more, a line each
 */
public record SiteConfiguration(
        SiteDefinition site, Settings settings, List<Setting> origins, ManagedSite managed, List<String> superseded) {
    public SiteConfiguration {
        origins = List.copyOf(origins);
        superseded = List.copyOf(superseded);
    }
}
