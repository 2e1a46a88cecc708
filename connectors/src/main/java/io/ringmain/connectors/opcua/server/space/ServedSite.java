package io.ringmain.connectors.opcua.server.space;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.ServedPlant;
import java.util.concurrent.Executor;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * What a part of the address space works with.
 *
 * @param served the plant, its history and who may do what
 * @param server Milo's server
 * @param namespace index of {@link #URI}
 * @param gate holds back what is not journaled
 * @param access what may be seen and done with each tag at all
 * @param commands the way of writes and calls through the ring
 * @param work for what takes long or blocks; bounded, refuses by RejectedExecutionException
 */
public record ServedSite(
        ServedPlant served,
        OpcUaServer server,
        UShort namespace,
        JournalGate gate,
        NodeAccess access,
        Commands commands,
        Executor work) {
    /** Namespace of all nodes of the site. */
    public static final String URI = "urn:ringmain:site";

    /** The folders below Objects. */
    public static final String TAGS = "CVT";

    public static final String ALARMS = "Alarms";
    public static final String MACHINES = "Engines";
    public static final String AREAS = "Areas";

    /** Makes a part for a server that is being put together. */
    public interface PartMaker {
        NodePart make(ServedSite site);
    }

    public Plant plant() {
        return served.plant();
    }

    public NodeId nodeId(String id) {
        return new NodeId(namespace, id);
    }
}
