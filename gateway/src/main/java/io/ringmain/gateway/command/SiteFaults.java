package io.ringmain.gateway.command;

import io.ringmain.core.plant.ConfigurationOutcome;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SiteProblem;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.view.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the plant finds unsound, in the words of the site file. */
final class SiteFaults {
    private static final String CONNECTOR = "connectors[";
    private static final Set<String> SOURCE = Set.of("address", "mode", "interval", "options");

    private SiteFaults() {}

    static List<Fault> of(SiteDefinition site, List<SiteProblem> problems) {
        Map<String, String> connectors = new HashMap<>();
        boolean isOfConnector = problems.stream()
                .anyMatch(p -> p.section().equals("connectors") && p.key().isEmpty());
        if (isOfConnector) {
            site.tags().stream()
                    .filter(tag -> tag.source() != null)
                    .forEach(tag -> connectors.put(tag.name(), tag.source().connector()));
        }
        return problems.stream()
                .map(problem -> moved(of(site, problem), connectors))
                .toList();
    }

    /** A connector's line about one of its tags, {@code tag: what is wrong}, is about that tag. */
    private static Fault moved(Fault fault, Map<String, String> connectors) {
        int end = fault.place().length() - 1;
        if (!fault.place().startsWith(CONNECTOR) || fault.place().charAt(end) != ']') {
            return fault;
        }
        String connector = fault.place().substring(CONNECTOR.length(), end);
        String own = connector + ": ";
        String line = fault.message().startsWith(own) ? fault.message().substring(own.length()) : fault.message();
        int colon = line.indexOf(": ");
        String tag = colon < 0 ? "" : line.substring(0, colon);
        if (!connector.equals(connectors.get(tag))) {
            return fault;
        }
        String message = line.substring(colon + 2);
        String first = message.split("[ ':]", 2)[0];
        return new Fault("tags[" + tag + "].source" + (SOURCE.contains(first) ? "." + first : ""), message);
    }

    private static Fault of(SiteDefinition site, SiteProblem problem) {
        int index = problem.index();
        String name = switch (problem.section()) {
            case "tags" -> site.tags().get(index).name();
            case "alarms" -> site.alarms().get(index).name();
            case "alarm-groups" -> site.alarmGroups().get(index).name();
            case "machines" -> site.machines().get(index).name();
            case "connectors" -> site.connectors().get(index).name();
            default -> String.valueOf(index + 1);
        };
        String key = problem.key().isEmpty() ? "" : "." + problem.key();
        return new Fault(problem.section() + "[" + name + "]" + key, problem.message());
    }

    static Problem unsound(List<Fault> faults) {
        return new Problem(
                422,
                "definition-unsound",
                faults.stream()
                        .map(fault -> fault.place() + ": " + fault.message())
                        .collect(Collectors.joining("; ")));
    }

    /** @throws Problem when the plant has not taken it */
    static void requireApplied(ConfigurationOutcome outcome, SiteDefinition wanted) {
        switch (outcome.statusCode()) {
            case Quality.GOOD -> {
                return;
            }
            case Quality.BAD_INVALID_ARGUMENT -> throw unsound(of(wanted, outcome.problems()));
            case Quality.BAD_INVALID_STATE ->
                throw new Problem(409, "configuration-moved", "The configuration was changed meanwhile; try again.");
            default ->
                throw Problem.unavailable(
                        "ring-full",
                        "The plant takes no configuration at the moment: " + Quality.name(outcome.statusCode()) + ".",
                        1);
        }
    }
}
