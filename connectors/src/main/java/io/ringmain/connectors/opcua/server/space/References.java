package io.ringmain.connectors.opcua.server.space;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/** Collects what leads from one node to others. Thread: its owner. */
public final class References {
    private final UShort namespace;
    private final NodeId source;
    private final Caller caller;
    private final List<Reference> all = new ArrayList<>();

    public References(UShort namespace, NodeId source, Caller caller) {
        this.namespace = namespace;
        this.source = source;
        this.caller = caller;
    }

    /** Whom they are for. */
    public Caller caller() {
        return caller;
    }

    /** A reference to a node of the site's namespace, by its string identifier. */
    public void to(NodeId type, String target) {
        add(type, new NodeId(namespace, target), true);
    }

    /** A reference that leads from a node of the site's namespace to here. */
    public void from(NodeId type, String origin) {
        add(type, new NodeId(namespace, origin), false);
    }

    public void add(NodeId type, NodeId target, boolean isForward) {
        all.add(new Reference(source, type, target.expanded(), isForward));
    }

    public void organizes(String target) {
        to(NodeIds.Organizes, target);
    }

    public void component(String target) {
        to(NodeIds.HasComponent, target);
    }

    public void property(String target) {
        to(NodeIds.HasProperty, target);
    }

    public List<Reference> all() {
        return all;
    }
}
