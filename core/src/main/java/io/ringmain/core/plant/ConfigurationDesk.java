package io.ringmain.core.plant;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.logic.LogicPlan;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.ring.ControlPublisher;
import io.ringmain.core.ring.Event;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.site.SiteProblem;
import io.ringmain.core.site.SiteRules;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.system.SystemSite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Checks and compiles configurations in their caller's thread, puts them into the ring and brings their outcomes back.
 *
 * <p>Thread: any asks, OUTCOMES completes. Allocates: per configuration.
 */
final class ConfigurationDesk {
    private final Logic logic;
    private final Collection<Machine> machines;
    private final Collection<ConnectorProvider> providers;
    private final ControlPublisher publisher;
    private final BooleanSupplier isFenced;
    /** By the compiled plan itself, which nobody else has. */
    private final Map<Object, CompletableFuture<ConfigurationOutcome>> waiting = new ConcurrentHashMap<>();

    ConfigurationDesk(
            Logic logic,
            Collection<Machine> machines,
            Collection<ConnectorProvider> providers,
            ControlPublisher publisher,
            BooleanSupplier isFenced) {
        this.logic = logic;
        this.machines = machines;
        this.providers = providers;
        this.publisher = publisher;
        this.isFenced = isFenced;
    }

    CompletableFuture<ConfigurationOutcome> configure(
            UnaryOperator<SiteDefinition> change, int expectedVersion, Revision revision) {
        SitePlan present = logic.site();
        if (isFenced.getAsBoolean()) {
            return refused(Quality.BAD_RESOURCE_UNAVAILABLE, present);
        }
        if (present.version() != expectedVersion) {
            return refused(Quality.BAD_INVALID_STATE, present);
        }
        SystemSite system = new SystemSite(change.apply(present.definition()), providers);
        SitePlan next = present.next(system.complete());
        List<SiteProblem> problems = system.problems(present);
        if (problems.isEmpty() && present.isSameAs(next)) {
            return CompletableFuture.completedFuture(
                    new ConfigurationOutcome(Quality.GOOD, present.version(), 0, List.of()));
        }
        if (problems.isEmpty()) {
            problems = system.asAsked(problems(present, system.complete()));
        }
        if (!problems.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new ConfigurationOutcome(Quality.BAD_INVALID_ARGUMENT, present.version(), 0, problems));
        }
        LogicPlan compiled = logic.compile(next);
        CompletableFuture<ConfigurationOutcome> future = new CompletableFuture<>();
        waiting.put(compiled, future);
        if (!publisher.tryConfiguration(revision.encode(next), compiled)) {
            waiting.remove(compiled);
            return refused(Quality.BAD_RESOURCE_UNAVAILABLE, present);
        }
        return future.copy();
    }

    List<SiteProblem> check(SiteDefinition asked) {
        SitePlan present = logic.site();
        SystemSite system = new SystemSite(asked, providers);
        List<SiteProblem> problems = system.problems(present);
        return problems.isEmpty() ? system.asAsked(problems(present, system.complete())) : problems;
    }

    private static CompletableFuture<ConfigurationOutcome> refused(int statusCode, SitePlan present) {
        return CompletableFuture.completedFuture(ConfigurationOutcome.refused(statusCode, present.version()));
    }

    private List<SiteProblem> problems(SitePlan present, SiteDefinition wanted) {
        Map<String, List<TagDefinition>> after = Bindings.of(wanted);
        List<SiteProblem> problems = stranded(present, wanted, after);
        if (!problems.isEmpty()) {
            return problems;
        }
        problems = new ArrayList<>(SiteRules.check(wanted, machines));
        if (!problems.isEmpty()) {
            return problems;
        }
        Map<String, List<BoundTag>> before = Bindings.of(present);
        for (int i = 0; i < wanted.connectors().size(); i++) {
            var connector = wanted.connectors().get(i);
            List<TagDefinition> tags = after.getOrDefault(connector.name(), List.of());
            List<TagDefinition> old = before.getOrDefault(connector.name(), List.of()).stream()
                    .map(BoundTag::definition)
                    .toList();
            boolean isKept = connector.equals(present.connector(present.connectorId(connector.name())));
            if (isKept && tags.equals(old)) {
                continue;
            }
            ConnectorProvider provider = provider(connector.type());
            if (provider == null) {
                problems.add(new SiteProblem(
                        "connectors",
                        i,
                        "type",
                        "connector type '" + connector.type() + "' is not available, there are " + types()));
            } else {
                for (String line : provider.validate(connector.forProvider(), tags)) {
                    problems.add(new SiteProblem("connectors", i, "", line));
                }
            }
        }
        return problems;
    }

    private String types() {
        return providers.stream()
                .map(ConnectorProvider::type)
                .filter(type -> !type.equals(SystemSite.TYPE))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Of a connector that is removed and has tags yet, one line is enough. */
    private static List<SiteProblem> stranded(
            SitePlan present, SiteDefinition wanted, Map<String, List<TagDefinition>> bound) {
        List<SiteProblem> problems = new ArrayList<>();
        Set<String> kept =
                wanted.connectors().stream().map(ConnectorDefinition::name).collect(Collectors.toSet());
        bound.forEach((name, tags) -> {
            if (!kept.contains(name) && present.connectorId(name) >= 0) {
                int count = tags.size();
                String first = tags.get(0).name();
                problems.add(new SiteProblem(
                        "tags",
                        indexOf(wanted, first),
                        "source",
                        "connector '" + name + "' can not be removed: "
                                + (count == 1
                                        ? "this tag refers to it"
                                        : count + " tags refer to it, this is the first")));
            }
        });
        return problems;
    }

    private static int indexOf(SiteDefinition site, String tag) {
        int index = 0;
        while (!site.tags().get(index).name().equals(tag)) {
            index++;
        }
        return index;
    }

    private ConnectorProvider provider(String type) {
        for (ConnectorProvider provider : providers) {
            if (provider.type().equals(type)) {
                return provider;
            }
        }
        return null;
    }

    /** Thread: OUTCOMES. */
    void onConfiguration(Event event, int version, boolean isUnrecorded) {
        CompletableFuture<ConfigurationOutcome> future =
                event.attachment == null ? null : waiting.remove(event.attachment);
        if (future == null) {
            return;
        }
        int status = event.disposition == Event.APPLIED
                // What nobody will find in the journal is gone with the next start.
                ? isUnrecorded ? Quality.BAD_RESOURCE_UNAVAILABLE : Quality.GOOD
                : event.cause;
        future.complete(new ConfigurationOutcome(status, version, event.sequence, List.of()));
    }

    /** Nobody answers any more. */
    void close() {
        int version = logic.site().version();
        waiting.values()
                .forEach(future -> future.complete(ConfigurationOutcome.refused(Quality.BAD_SHUTDOWN, version)));
        waiting.clear();
    }
}
