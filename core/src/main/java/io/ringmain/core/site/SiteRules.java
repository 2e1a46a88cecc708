package io.ringmain.core.site;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.tag.TagDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rules a site definition must keep before LOGIC accepts it. All violations are found in one pass. */
public final class SiteRules {
    /** Each has its account, and there are some others. */
    private static final int MAX_CONNECTORS = 4_000;

    private SiteRules() {}

    /** All problems, in the order of the file's sections; an empty list means that the definition is sound. */
    public static List<SiteProblem> check(SiteDefinition site, Collection<Machine> machines) {
        Findings findings = new Findings();
        Set<String> connectors = checkConnectors(site.connectors(), findings);
        Definitions<TagDefinition> tags = site.packedTags();
        new TagRules(connectors, findings).check(tags);
        new AlarmRules(tags, findings).check(site.packedAlarms());
        new AlarmGroupRules(tags, findings).check(site);
        new MachineRules(machines, tags, findings).check(site.machines());
        return findings.problems();
    }

    private static Set<String> checkConnectors(List<ConnectorDefinition> definitions, Findings findings) {
        Set<String> names = new TreeSet<>();
        if (definitions.size() > MAX_CONNECTORS) {
            findings.report(
                    "connectors", MAX_CONNECTORS, "name", "is one of more than " + MAX_CONNECTORS + " connectors");
        }
        for (int i = 0; i < definitions.size(); i++) {
            String name = definitions.get(i).name();
            findings.checkName("connectors", i, name);
            if (!names.add(name)) {
                findings.reportTwice("connectors", i, name);
            }
            checkShared(i, definitions.get(i), findings);
        }
        return names;
    }

    private static void checkShared(int index, ConnectorDefinition connector, Findings findings) {
        ConnectorDefinition.SHARED.forEach((key, allowed) -> {
            String value = connector.settings().get(key);
            if (value != null && !allowed.contains(value)) {
                findings.report(
                        "connectors",
                        index,
                        key,
                        "'" + value + "' is not allowed, must be " + String.join(" or ", allowed));
            }
        });
    }
}
