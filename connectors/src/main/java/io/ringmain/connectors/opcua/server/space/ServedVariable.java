package io.ringmain.connectors.opcua.server.space;

import io.ringmain.core.tag.Quality;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;

/** A variable or a property. */
public interface ServedVariable extends ServedNode {
    /** Bits of AccessLevel. */
    int CURRENT_READ = 1;

    int CURRENT_WRITE = 2;
    int HISTORY_READ = 4;

    /** In place of a tag. */
    int NO_TAG = -1;

    @Override
    default NodeClass nodeClass() {
        return NodeClass.Variable;
    }

    NodeId dataType();

    /** -1 for a scalar, 1 for an array. */
    default int valueRank() {
        return -1;
    }

    /** Null for a scalar. */
    default UInteger[] arrayDimensions() {
        return null;
    }

    /** What can be done with it at all. */
    default int accessLevel() {
        return CURRENT_READ;
    }

    /** What this caller may do with it, within {@link #accessLevel}. */
    default int userAccessLevel(Caller caller) {
        return accessLevel();
    }

    /** The present value; what it follows from is noted in the reading. */
    DataValue value(Reading reading);

    /** The tag that the value is of, {@link #NO_TAG} when there is none. */
    default int tagId() {
        return NO_TAG;
    }

    /** Whether the value can change while the server runs: the other ones are not sampled. */
    default boolean isChanging() {
        return true;
    }

    /**
     * Takes a new value, whose status comes later. Asked only when the caller may write.
     *
     * <p>Thread: Milo's. Must not block.
     */
    default CompletableFuture<Integer> write(Variant value, Caller caller) {
        return CompletableFuture.completedFuture(Quality.BAD_NOT_WRITABLE);
    }
}
