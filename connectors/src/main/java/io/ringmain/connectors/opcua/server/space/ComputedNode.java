package io.ringmain.connectors.opcua.server.space;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;

/**
 * A variable whose value is computed when it is asked for.
 *
 * @param owner identifier of the object that it is a component of
 * @param typeDefinition its variable type
 * @param description may be empty
 * @param reader gives the present value
 * @param more adds what it leads to besides its owner
 * @param writing who may write it and what a write does, null for one that is only read
 */
public record ComputedNode(
        String id,
        String owner,
        String browseName,
        String description,
        NodeId typeDefinition,
        NodeId dataType,
        int valueRank,
        Function<Reading, DataValue> reader,
        Consumer<References> more,
        Writing writing)
        implements ServedVariable {

    /**
     * @param rule who may write it
     * @param writer takes the value, and gives its status code later
     */
    public record Writing(Predicate<Caller> rule, BiFunction<Variant, Caller, CompletableFuture<Integer>> writer) {}

    /** A scalar that is only read, named by the last part of its identifier. */
    public static ComputedNode scalar(String owner, String name, NodeId dataType, Function<Reading, DataValue> reader) {
        return new ComputedNode(
                owner + "/" + name,
                owner,
                name,
                "",
                NodeIds.BaseDataVariableType,
                dataType,
                -1,
                reader,
                references -> {},
                null);
    }

    /** The same, of another type and with properties. */
    public ComputedNode typed(NodeId type, Consumer<References> properties) {
        return new ComputedNode(
                id, owner, browseName, description, type, dataType, valueRank, reader, properties, writing);
    }

    /** The same, writable by some. */
    public ComputedNode writable(Writing by) {
        return new ComputedNode(
                id, owner, browseName, description, typeDefinition, dataType, valueRank, reader, more, by);
    }

    /** The same, described. */
    public ComputedNode described(String text) {
        return new ComputedNode(
                id, owner, browseName, text, typeDefinition, dataType, valueRank, reader, more, writing);
    }

    @Override
    public NodeClass nodeClass() {
        return NodeClass.Variable;
    }

    @Override
    public UInteger[] arrayDimensions() {
        return valueRank < 0 ? null : new UInteger[] {uint(0)};
    }

    @Override
    public int accessLevel() {
        return CURRENT_READ | (writing == null ? 0 : CURRENT_WRITE);
    }

    @Override
    public int userAccessLevel(Caller caller) {
        return CURRENT_READ | (writing != null && writing.rule().test(caller) ? CURRENT_WRITE : 0);
    }

    @Override
    public DataValue value(Reading reading) {
        return reader.apply(reading);
    }

    @Override
    public CompletableFuture<Integer> write(Variant value, Caller caller) {
        return writing.writer().apply(value, caller);
    }

    @Override
    public void references(References to) {
        to.from(NodeIds.HasComponent, owner);
        more.accept(to);
    }
}
