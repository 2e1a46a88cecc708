package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.security.OwnCertificate;
import java.util.Arrays;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;

/** Milo's client, with short ways to ask a server that serves a site. Thread: one. */
public final class UaTestClient implements AutoCloseable {
    private final OpcUaClient client;

    private UaTestClient(OpcUaClient client) {
        this.client = client;
    }

    /** Without security and without a name. */
    public static UaTestClient connect(String url) throws UaException {
        return connect(url, SecurityPolicy.None, MessageSecurityMode.None, null, AnonymousProvider.INSTANCE);
    }

    /** @param own the client's certificate, null for none */
    public static UaTestClient connect(
            String url, SecurityPolicy policy, MessageSecurityMode mode, OwnCertificate own, IdentityProvider identity)
            throws UaException {
        OpcUaClient client = OpcUaClient.create(
                url,
                endpoints -> endpoints.stream()
                        .filter(e -> e.getSecurityPolicyUri().equals(policy.getUri()) && e.getSecurityMode() == mode)
                        .findFirst(),
                transport -> {},
                config -> {
                    config.setIdentityProvider(identity);
                    if (own != null) {
                        config.setApplicationUri(own.applicationUri())
                                .setKeyPair(own.keyPair())
                                .setCertificate(own.certificate())
                                .setCertificateChain(own.chain());
                    }
                });
        try {
            client.connect();
        } catch (UaException e) {
            client.disconnect(); // it would go on for ever
            throw e;
        }
        return new UaTestClient(client);
    }

    public OpcUaClient milo() {
        return client;
    }

    static NodeId id(String name) {
        return new NodeId(2, name);
    }

    public List<String> browse(String node) throws UaException {
        return browse(id(node));
    }

    /** Browse names of what a node leads to, versions apart. */
    public List<String> browse(NodeId node) throws UaException {
        return client.getAddressSpace().browse(node).stream()
                .filter(ReferenceDescription::getIsForward)
                .map(r -> r.getBrowseName().name())
                .filter(name -> !name.equals("NodeVersion"))
                .toList();
    }

    public DataValue read(String node) throws UaException {
        return client.readValue(0, TimestampsToReturn.Both, id(node));
    }

    public Object value(String node) throws UaException {
        return read(node).value().value();
    }

    public long write(String node, Object value) throws UaException {
        List<StatusCode> results =
                client.writeValues(List.of(id(node)), List.of(DataValue.valueOnly(new Variant(value))));
        return results.get(0).value();
    }

    public CallMethodResult call(String object, String method, Object... inputs) throws UaException {
        Variant[] arguments = Arrays.stream(inputs).map(Variant::new).toArray(Variant[]::new);
        return client.call(List.of(new CallMethodRequest(id(object), id(method), arguments)))
                .getResults()[0];
    }

    @Override
    public void close() throws UaException {
        client.disconnect();
    }
}
