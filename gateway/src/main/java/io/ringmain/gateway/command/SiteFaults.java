package io.ringmain.gateway.command;

import io.ringmain.core.plant.ConfigurationOutcome;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SiteProblem;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.view.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** What the plant finds unsound, in the words of the site file. */
final class SiteFaults {
    private SiteFaults() {}

    static List<Fault> of(SiteDefinition site, List<SiteProblem> problems) {
        return problems.stream().map(problem -> of(site, problem)).toList();
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
