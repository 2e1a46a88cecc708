package io.ringmain.gateway.command;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.site.SiteProblem;
import io.ringmain.core.site.SiteRules;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.system.SystemSite;
import io.ringmain.gateway.config.Bundle;
import io.ringmain.gateway.config.BundleForm;
import io.ringmain.gateway.config.ManagedSite;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.historian.files.Progress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A {@link ConfigurationImport} into the files of a site that does not run: the same edits, checked as at a start.
 *
 * <p>Thread: one.
 */
public final class FileImport {
    private final SiteConfiguration present;
    private final Collection<Machine> machines;
    private final Collection<ConnectorProvider> providers;

    /**
     * @param present the site as its files say
     * @param machines all that may be configured
     * @param providers types of connectors that may be configured
     */
    public FileImport(
            SiteConfiguration present, Collection<Machine> machines, Collection<ConnectorProvider> providers) {
        this.present = present;
        this.machines = List.copyOf(machines);
        this.providers = List.copyOf(providers);
    }

    /**
     * What an import comes to; nothing is written.
     *
     * @param faults when there are any, it can not be done
     * @param managed what is written when it is done; to be kept by {@link ManagedSite#prepare}
     */
    public record Result(ConfigurationImport.Counts counts, List<Fault> faults, ManagedSite managed) {
        public Result {
            faults = List.copyOf(faults);
        }

        /** Whether the site's files say so already. */
        public boolean isNothing() {
            return counts.created() + counts.changed() + counts.removed() == 0;
        }
    }

    /**
     * Makes it out and checks what the site would be.
     *
     * @param isReplacing whether what is not in the bundle is removed from the sections that are in it
     * @param form what of a definition stands in the bundle
     */
    public Result tried(Bundle bundle, boolean isReplacing, BundleForm form, Progress progress) {
        ConfigurationImport wanted = new ConfigurationImport(bundle, isReplacing, form);
        List<SiteDesk.Edit> edits = wanted.edits(present.managed());
        ManagedSite.Draft draft = present.managed().draft();
        int done = 0;
        for (SiteDesk.Edit edit : edits) {
            progress.at(done++, edits.size());
            if (edit.json() == null) {
                draft.remove(edit.section(), edit.name());
            } else {
                draft.put(edit.section(), edit.name(), edit.json());
            }
        }
        List<Fault> faults = draft.problems().stream()
                .map(problem -> new Fault(problem.key(), problem.message()))
                .toList();
        if (faults.isEmpty() && !edits.isEmpty()) {
            faults = check(draft.change().applyTo(SystemSite.written(present.site())));
        }
        return new Result(wanted.counts(), faults, draft.result());
    }

    private List<Fault> check(SiteDefinition site) {
        SystemSite system = new SystemSite(site, providers);
        List<SiteProblem> problems = system.problems(SitePlan.EMPTY);
        if (problems.isEmpty()) {
            problems = system.asAsked(SiteRules.check(system.complete(), machines));
        }
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
            for (int i = 0; i < site.connectors().size(); i++) {
                validate(site.connectors().get(i), i, system, problems);
            }
        }
        return SiteFaults.of(site, problems);
    }

    /** Its type was known when the site's files were read. */
    private void validate(ConnectorDefinition connector, int index, SystemSite system, List<SiteProblem> problems) {
        for (ConnectorProvider provider : providers) {
            if (provider.type().equals(connector.type())) {
                provider.validate(
                                connector.forProvider(),
                                system.boundTo(connector.name()).toList())
                        .forEach(line -> problems.add(new SiteProblem("connectors", index, "", line)));
            }
        }
    }
}
