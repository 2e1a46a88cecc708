package io.ringmain.core.system;

import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.type.AcquisitionEngine;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.Definitions;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.site.SiteProblem;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.collections.IntArrayList;

/**
 * A site with what the system itself adds: for every connector its link's state and counters as tags, and for each of its
 * acquisitions tags and a machine. All of it is bound to one connector that nobody configures.
 *
 * <p>Nothing is added where the providers do not hold the one of that connector.
 *
 * <p>Thread: one. Allocates: reads all tags once.
 */
public final class SystemSite {
    private static final int NOWHERE = Integer.MIN_VALUE;
    /** Type of the connector that shows the others. */
    public static final String TYPE = "system";
    /** Its name. */
    public static final String CONNECTOR = "Ringmain";
    /** Type of the machines. */
    public static final String MACHINE_TYPE = AcquisitionEngine.TYPE;

    static final String TAGS = "Connectors.";
    static final String MACHINES = "Engines.";
    /** So that the names of its tags and machines are not too long. */
    private static final int MAX_CONNECTOR_NAME = 120;

    private static final Pattern LIKE_AN_ACQUISITION = Pattern.compile(".+\\.(DAS|DAQ-[0-9]+ms)");

    private final SiteDefinition asked;
    private final Map<String, ConnectorProvider> providers = new HashMap<>();
    private final Map<String, Set<Integer>> intervals = new HashMap<>();
    /** Places of the tags that are bound to each connector. */
    private final Map<String, IntArrayList> bound = new HashMap<>();

    private final Map<String, TagDefinition> shown = new LinkedHashMap<>();
    private final List<Integer> suspects = new ArrayList<>();
    private final SiteDefinition complete;

    /** @param asked with or without what was added before */
    public SystemSite(SiteDefinition asked, Collection<ConnectorProvider> providers) {
        this.asked = asked;
        providers.forEach(provider -> this.providers.put(provider.type(), provider));
        look();
        complete = isShown() ? add() : asked;
    }

    private boolean isShown() {
        return providers.containsKey(TYPE);
    }

    /** Whether tags and machines of that name are the system's. */
    public static boolean isReserved(String name) {
        return name.startsWith(TAGS) || name.startsWith(MACHINES);
    }

    public static boolean isOfSystem(TagDefinition tag) {
        return tag.source() != null && tag.source().connector().equals(CONNECTOR);
    }

    public static boolean isOfSystem(MachineDefinition machine) {
        return machine.type().equals(MACHINE_TYPE);
    }

    public static boolean isOfSystem(ConnectorDefinition connector) {
        return connector.name().equals(CONNECTOR) || connector.type().equals(TYPE);
    }

    /** The site as somebody has written it: without what is the system's. */
    public static SiteDefinition written(SiteDefinition complete) {
        return new SiteDefinition(
                complete.name(),
                complete.connectors().stream()
                        .filter(connector -> !isOfSystem(connector))
                        .toList(),
                complete.tags().stream().filter(tag -> !isOfSystem(tag)).toList(),
                complete.alarms(),
                complete.alarmGroups(),
                complete.machines().stream()
                        .filter(machine -> !isOfSystem(machine))
                        .toList());
    }

    private void look() {
        List<TagDefinition> tags = asked.tags();
        for (int i = 0; i < tags.size(); i++) {
            TagDefinition tag = tags.get(i);
            TagSource source = tag.source();
            if (isOfSystem(tag)) {
                shown.put(tag.name(), tag);
            } else if (source != null) {
                bound.computeIfAbsent(source.connector(), name -> new IntArrayList())
                        .addInt(i);
                intervals
                        .computeIfAbsent(source.connector(), name -> new TreeSet<>())
                        .add(source.mode() == TagSource.Mode.SUBSCRIBE ? 0 : source.intervalMs());
            }
            if (isOfSystem(tag) || isReserved(tag.name())) {
                suspects.add(i);
            }
        }
    }

    private SiteDefinition add() {
        SystemDefinitions wanted = new SystemDefinitions();
        for (ConnectorDefinition connector : asked.connectors()) {
            if (!isOfSystem(connector)) {
                wanted.add(
                        connector.name(),
                        providers.get(connector.type()),
                        intervals.getOrDefault(connector.name(), Set.of()));
            }
        }
        Map<String, TagDefinition> changes = new LinkedHashMap<>();
        shown.keySet().stream().filter(name -> !wanted.tags.containsKey(name)).forEach(name -> changes.put(name, null));
        wanted.tags.forEach((name, tag) -> {
            if (!tag.equals(shown.get(name))) {
                changes.put(name, tag);
            }
        });
        return new SiteDefinition(
                asked.name(),
                connectors(!wanted.tags.isEmpty()),
                ((Definitions<TagDefinition>) asked.tags()).with(changes),
                asked.alarms(),
                asked.alarmGroups(),
                machines(new LinkedHashMap<>(wanted.machines)));
    }

    private List<ConnectorDefinition> connectors(boolean isNeeded) {
        List<ConnectorDefinition> connectors = new ArrayList<>(asked.connectors());
        ConnectorDefinition own = new ConnectorDefinition(CONNECTOR, TYPE, Map.of());
        if (!isNeeded) {
            connectors.removeIf(SystemSite::isOfSystem);
        } else if (!connectors.contains(own)) {
            connectors.add(own);
        }
        return connectors;
    }

    private List<MachineDefinition> machines(Map<String, MachineDefinition> wanted) {
        List<MachineDefinition> machines = new ArrayList<>();
        for (MachineDefinition machine : asked.machines()) {
            MachineDefinition next = isOfSystem(machine) ? wanted.remove(machine.name()) : machine;
            if (next != null) {
                machines.add(next);
            }
        }
        machines.addAll(wanted.values());
        return machines;
    }

    /** The tags that were asked for and are bound to a connector, read one after the other. */
    public Stream<TagDefinition> boundTo(String connector) {
        IntArrayList places = bound.get(connector);
        return places == null
                ? Stream.empty()
                : IntStream.range(0, places.size()).mapToObj(i -> asked.tags().get(places.getInt(i)));
    }

    /** The site with everything that is added; what was there already keeps its place. */
    public SiteDefinition complete() {
        return complete;
    }

    /**
     * What was asked for and is the system's own business.
     *
     * @param known in it the system's own definitions stand already; they may be asked for as they are
     */
    public List<SiteProblem> problems(SitePlan known) {
        List<SiteProblem> problems = new ArrayList<>();
        if (!isShown()) {
            return problems;
        }
        for (int i = 0; i < asked.connectors().size(); i++) {
            ConnectorDefinition connector = asked.connectors().get(i);
            boolean isKnown = connector.equals(known.connector(known.connectorId(connector.name())));
            if (isOfSystem(connector) && !isKnown) {
                boolean isType = connector.type().equals(TYPE);
                problems.add(new SiteProblem(
                        "connectors",
                        i,
                        isType ? "type" : "name",
                        "'" + (isType ? TYPE : CONNECTOR) + "' is not allowed, it is Ringmain's own connector"));
            } else if (connector.name().length() > MAX_CONNECTOR_NAME) {
                problems.add(new SiteProblem(
                        "connectors", i, "name", "is longer than the " + MAX_CONNECTOR_NAME + " characters allowed"));
            } else if (LIKE_AN_ACQUISITION.matcher(connector.name()).matches()) {
                // its counters would have the names of what is shown of the other connector's acquisition
                problems.add(new SiteProblem(
                        "connectors", i, "name", "ends with .DAS or .DAQ-<n>ms as acquisitions do, and must not"));
            }
        }
        for (int i : suspects) {
            TagDefinition tag = asked.tags().get(i);
            if (!tag.equals(known.tag(known.tagId(tag.name())))) {
                problems.add(
                        isReserved(tag.name())
                                ? reserved("tags", i, tag.name())
                                : new SiteProblem(
                                        "tags", i, "source", "connector '" + CONNECTOR + "' is Ringmain's own"));
            }
        }
        for (int i = 0; i < asked.machines().size(); i++) {
            MachineDefinition machine = asked.machines().get(i);
            boolean isKnown = machine.equals(known.machine(known.machineId(machine.name())));
            if (isReserved(machine.name()) && !isKnown) {
                problems.add(reserved("machines", i, machine.name()));
            } else if (isOfSystem(machine) && !isKnown) {
                problems.add(new SiteProblem(
                        "machines", i, "type", "'" + MACHINE_TYPE + "' is not allowed, Ringmain makes these itself"));
            }
        }
        return problems;
    }

    private static SiteProblem reserved(String section, int index, String name) {
        return new SiteProblem(
                section,
                index,
                "name",
                "'" + name + "' is not allowed, what stands below " + TAGS + " and " + MACHINES
                        + " is made by Ringmain itself");
    }

    /**
     * Problems of the complete site by their places in what was asked for. What the system makes is only as sound as the names
     * of connectors it is made from, so its own problems are left out.
     */
    public List<SiteProblem> asAsked(List<SiteProblem> problems) {
        List<SiteProblem> placed = problems.stream()
                .map(this::asAsked)
                .filter(problem -> problem.index() != NOWHERE)
                .toList();
        if (placed.isEmpty() && !problems.isEmpty()) {
            throw new IllegalStateException("what the system makes is not sound: " + problems);
        }
        return placed;
    }

    private SiteProblem asAsked(SiteProblem problem) {
        int index = switch (problem.section()) {
            case "connectors" ->
                place(asked.connectors(), complete.connectors(), problem.index(), ConnectorDefinition::name);
            case "tags" -> place(asked.tags(), complete.tags(), problem.index(), TagDefinition::name);
            case "machines" -> place(asked.machines(), complete.machines(), problem.index(), MachineDefinition::name);
            default -> problem.index();
        };
        return new SiteProblem(problem.section(), index, problem.key(), problem.message());
    }

    private static <T> int place(List<T> asked, List<T> complete, int index, Function<T, String> nameOf) {
        String name = nameOf.apply(complete.get(index));
        if (index < asked.size() && nameOf.apply(asked.get(index)).equals(name)) {
            return index;
        }
        for (int i = 0; i < asked.size(); i++) {
            if (nameOf.apply(asked.get(i)).equals(name)) {
                return i;
            }
        }
        return NOWHERE;
    }
}
