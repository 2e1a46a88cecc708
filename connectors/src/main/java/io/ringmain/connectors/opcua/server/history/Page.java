package io.ringmain.connectors.opcua.server.history;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/**
 * A part of what a read gives.
 *
 * @param next how to go on, null when this is all
 */
record Page(List<DataValue> values, Reader next) {

    /** A read that can be gone on with. */
    interface Reader {
        /** Reads at most so many values. Thread: one that may wait for the historian. */
        Page read(int limit);
    }
}
