package io.ringmain.gateway.config;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.site.SiteProblem;
import io.ringmain.core.site.SiteRules;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.system.SystemSite;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.text.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Asks core's rules and the connectors' providers, and finds the lines that their answers are about. */
final class SiteChecks {
    /** What is said of these depends on the type of the alarm's tag. */
    private static final Set<String> ALARM_KEYS_OF_TYPE = Set.of("kind", "limit", "normal");

    private final SiteReader site;
    private final Problems problems;

    SiteChecks(SiteReader site, Problems problems) {
        this.site = site;
        this.problems = problems;
    }

    /** The site with what the system adds to it; sound when there are no problems. */
    SiteDefinition check(
            SiteDefinition definition, Collection<Machine> machines, Collection<ConnectorProvider> providers) {
        SystemSite system = new SystemSite(definition, providers);
        List<SiteProblem> reserved = system.problems(SitePlan.EMPTY);
        reserved.forEach(this::report);
        if (reserved.isEmpty()) {
            system.asAsked(SiteRules.check(system.complete(), machines)).forEach(this::report);
        } else {
            SiteRules.check(definition, machines).forEach(this::report);
        }
        for (int i = 0; i < definition.tags().size(); i++) {
            checkConditioning(definition.tags().get(i), i);
        }
        Map<String, ConnectorProvider> byType = new TreeMap<>();
        providers.stream()
                .filter(provider -> !provider.type().equals(SystemSite.TYPE))
                .forEach(provider -> byType.put(provider.type(), provider));
        for (int i = 0; i < definition.connectors().size(); i++) {
            checkConnector(definition.connectors().get(i), site.connectors.block(i), byType, system);
        }
        return system.complete();
    }

    private void checkConditioning(TagDefinition tag, int index) {
        if (!ConditioningSection.lacksSource(tag)) {
            return;
        }
        if (site.isLean()) {
            reportUnplaced();
        } else {
            ConditioningSection.requireSource(site.tags.block(index), tag);
        }
    }

    private void report(SiteProblem problem) {
        Block block = site.elements(problem.section()).block(problem.index());
        if (site.isLean()) {
            reportUnplaced();
            return;
        }
        if (block.isBroken(problem.key()) || followsFromAnother(problem)) {
            return;
        }
        String key = problem.key();
        String[] words = problem.message().split("[ ':]", 3);
        String item = key + "[" + (words.length > 1 ? words[1] : "") + "]";
        String below = block.hasPlaceOf(item) ? item : key + "." + words[0];
        boolean isNamed = block.hasPlaceOf(below) && problem.message().startsWith(words[0] + ": ");
        block.report(
                block.hasPlaceOf(below) ? below : key,
                isNamed ? problem.message().substring(words[0].length() + 2) : problem.message());
    }

    /** Enough to have the site read again, thoroughly. */
    private void reportUnplaced() {
        problems.report(new Place("", 0), "", "is not sound");
    }

    /** True for what would not be said if another, reported, value were right. */
    private boolean followsFromAnother(SiteProblem problem) {
        return switch (problem.section()) {
            case "tags" -> {
                TagDefinition tag = site.tags.definitions().get(problem.index());
                Block block = site.tags.block(problem.index());
                yield problem.key().equals("deadband") && block.isBroken("type")
                        || problem.key().equals("source")
                                && isBroken(
                                        tag.source() == null ? "" : tag.source().connector(), site.connectors, "name");
            }
            case "alarms" ->
                ALARM_KEYS_OF_TYPE.contains(problem.key())
                        && isBroken(
                                site.alarms.definitions().get(problem.index()).tag(), site.tags, "type");
            case "machines" ->
                namesBrokenTag(problem)
                        || problem.key().equals("bindings")
                                && site.machines.definitions().get(problem.index()).bindings().values().stream()
                                        .anyMatch(tag -> isBroken(tag, site.tags, "type")
                                                || isBroken(tag, site.tags, "writable"));
            default -> false;
        };
    }

    /** What an expression of a declared machine comes to depends on what its tags are. */
    private boolean namesBrokenTag(SiteProblem problem) {
        boolean isExpression = problem.key().equals("states")
                || problem.key().equals("transitions")
                || problem.key().equals("attributes");
        boolean hasBrokenAttributes = site.machines.block(problem.index()).isBroken("attributes");
        return isExpression && hasBrokenAttributes
                || isExpression
                        && site.tags.definitions().stream()
                                .map(TagDefinition::name)
                                .filter(name ->
                                        !name.isEmpty() && problem.message().contains(name))
                                .anyMatch(name -> isBroken(name, site.tags, "type")
                                        || isBroken(name, site.tags, "unit")
                                        || isBroken(name, site.tags, "writable"));
    }

    private static boolean isBroken(String name, Elements<?> elements, String key) {
        Block block = elements.named(name);
        return block != null && block.isBroken(key);
    }

    private void checkConnector(
            ConnectorDefinition connector, Block block, Map<String, ConnectorProvider> providers, SystemSite system) {
        if (block.isBroken("type")) {
            return;
        }
        ConnectorProvider provider = providers.get(connector.type());
        if (provider == null) {
            String hint = NearestName.hint(connector.type(), providers.keySet());
            block.report(
                    "type",
                    "'" + connector.type() + "' is not known" + hint + (hint.isEmpty() ? ", known: " : " Known: ")
                            + String.join(", ", providers.keySet()));
            return;
        }
        List<TagDefinition> bound = system.boundTo(connector.name())
                .filter(tag -> {
                    Block written = site.tags.named(tag.name());
                    return written == null || !written.isBroken("source") && !written.isBroken("source.address");
                })
                .toList();
        provider.validate(connector.forProvider(), bound).forEach(line -> report(connector, block, bound, line));
    }

    /** A provider's line is {@code setting or tag: what is wrong}, perhaps with the connector's name before it. */
    private void report(ConnectorDefinition connector, Block block, List<TagDefinition> bound, String line) {
        if (site.isLean()) {
            reportUnplaced();
            return;
        }
        String own = connector.name() + ": ";
        String rest = line.startsWith(own) ? line.substring(own.length()) : line;
        int colon = rest.indexOf(": ");
        String subject = colon < 0 ? "" : rest.substring(0, colon);
        String message = colon < 0 ? rest : rest.substring(colon + 2);
        String path = "connectors[" + connector.name() + "]";
        if (bound.stream().anyMatch(tag -> tag.name().equals(subject))) {
            Block tag = site.tags.named(subject);
            String first = "source." + message.split("[ ':]", 2)[0];
            String key = tag.hasPlaceOf(first) ? first : "source";
            problems.report(tag.placeOf(key), "tags[" + subject + "]." + key, message);
        } else if (subject.isEmpty() || subject.contains(" ")) {
            problems.report(block.place(), path, rest);
        } else if (!block.isBroken(subject)) {
            problems.report(block.placeOf(subject), path + "." + subject, message);
        }
    }
}
