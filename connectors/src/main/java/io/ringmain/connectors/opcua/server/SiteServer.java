package io.ringmain.connectors.opcua.server;

import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.servicesets.Service;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.transport.server.OpcServerTransportFactory;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;

/** Milo's server with some services of our own: those that have to wait for something, and must not hold a thread then. */
final class SiteServer extends OpcUaServer {

    /** A service whose answer comes later. */
    interface Answering {
        CompletableFuture<UaResponseMessageType> handle(ServiceRequestContext context, UaRequestMessageType request);
    }

    SiteServer(OpcUaServerConfig config, OpcServerTransportFactory transports) {
        super(config, transports);
    }

    /** Puts a service in place of Milo's. Thread: before the server listens. */
    void serve(String path, Service service, Answering answering) {
        AsyncServiceHandler handler = answering::handle;
        addServiceHandler(path, service, handler);
    }
}
