package io.ringmain.connectors.opcua.server.history;

import io.ringmain.core.spi.Aggregate;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/** The aggregates that the historian has, by the nodes of OPC 10000-13. */
public final class Aggregates {
    private static final Map<NodeId, Aggregate> BY_NODE = Map.ofEntries(
            Map.entry(NodeIds.AggregateFunction_Interpolative, Aggregate.INTERPOLATIVE),
            Map.entry(NodeIds.AggregateFunction_StartBound, Aggregate.START_BOUND),
            Map.entry(NodeIds.AggregateFunction_EndBound, Aggregate.END_BOUND),
            Map.entry(NodeIds.AggregateFunction_Average, Aggregate.AVERAGE),
            Map.entry(NodeIds.AggregateFunction_TimeAverage2, Aggregate.TIME_AVERAGE),
            Map.entry(NodeIds.AggregateFunction_Minimum, Aggregate.MINIMUM),
            Map.entry(NodeIds.AggregateFunction_Maximum, Aggregate.MAXIMUM),
            Map.entry(NodeIds.AggregateFunction_Range, Aggregate.RANGE),
            Map.entry(NodeIds.AggregateFunction_Minimum2, Aggregate.MINIMUM2),
            Map.entry(NodeIds.AggregateFunction_Maximum2, Aggregate.MAXIMUM2),
            Map.entry(NodeIds.AggregateFunction_Range2, Aggregate.RANGE2),
            Map.entry(NodeIds.AggregateFunction_Count, Aggregate.COUNT),
            Map.entry(NodeIds.AggregateFunction_Start, Aggregate.START),
            Map.entry(NodeIds.AggregateFunction_End, Aggregate.END),
            Map.entry(NodeIds.AggregateFunction_Delta, Aggregate.DELTA),
            Map.entry(NodeIds.AggregateFunction_DurationGood, Aggregate.DURATION_GOOD),
            Map.entry(NodeIds.AggregateFunction_DurationBad, Aggregate.DURATION_BAD),
            Map.entry(NodeIds.AggregateFunction_PercentGood, Aggregate.PERCENT_GOOD),
            Map.entry(NodeIds.AggregateFunction_PercentBad, Aggregate.PERCENT_BAD),
            Map.entry(NodeIds.AggregateFunction_StandardDeviationSample, Aggregate.STANDARD_DEVIATION_SAMPLE),
            Map.entry(NodeIds.AggregateFunction_StandardDeviationPopulation, Aggregate.STANDARD_DEVIATION_POPULATION));

    private Aggregates() {}

    /** Null when the historian has none of that kind. */
    static Aggregate of(NodeId node) {
        return BY_NODE.get(node);
    }

    /** Nodes of all that there are. */
    public static Iterable<NodeId> nodes() {
        return BY_NODE.keySet();
    }
}
