package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.encoding.DefaultEncodingContext;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.GetEndpointsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.GetEndpointsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
import org.eclipse.milo.opcua.stack.transport.client.ClientApplicationContext;

/**
 * Asks a server for its endpoints, over a connection of its own without security (OPC 10000-4, 5.5.4). Other than Milo's own
 * client for that it has limits of size and time.
 */
final class Discovery implements ClientApplicationContext {
    private final EndpointDescription endpoint;
    private final UInteger timeoutMs;

    private Discovery(String url, int timeoutMs) {
        this.timeoutMs = uint(timeoutMs);
        endpoint = new EndpointDescription(
                url,
                null,
                null,
                MessageSecurityMode.None,
                SecurityPolicy.None.getUri(),
                null,
                Stack.TCP_UASC_UABINARY_TRANSPORT_URI,
                ubyte(0));
    }

    /** The wire is of no further use afterwards, whatever the outcome. */
    static CompletableFuture<List<EndpointDescription>> endpoints(String url, Wire wire, int timeoutMs) {
        GetEndpointsRequest request = new GetEndpointsRequest(
                new RequestHeader(NodeId.NULL_VALUE, DateTime.now(), uint(0), uint(0), null, uint(timeoutMs), null),
                url,
                new String[0],
                new String[] {Stack.TCP_UASC_UABINARY_TRANSPORT_URI});
        return wire.connect(new Discovery(url, timeoutMs))
                .thenCompose(connected -> wire.sendRequestMessage(request))
                .whenComplete((response, error) -> {
                    wire.disconnect();
                    if (error != null) {
                        wire.cut();
                    }
                })
                .thenApply(response -> {
                    EndpointDescription[] endpoints = ((GetEndpointsResponse) response).getEndpoints();
                    return endpoints == null ? List.of() : List.of(endpoints);
                });
    }

    @Override
    public EndpointDescription getEndpoint() {
        return endpoint;
    }

    @Override
    public Optional<KeyPair> getKeyPair() {
        return Optional.empty();
    }

    @Override
    public Optional<X509Certificate> getCertificate() {
        return Optional.empty();
    }

    @Override
    public Optional<X509Certificate[]> getCertificateChain() {
        return Optional.empty();
    }

    /** Nothing is secured here, so that nothing is to be checked. */
    @Override
    public CertificateValidator getCertificateValidator() {
        return new CertificateValidator.InsecureCertificateValidator();
    }

    @Override
    public EncodingContext getEncodingContext() {
        return new DefaultEncodingContext() {
            @Override
            public EncodingLimits getEncodingLimits() {
                return Dial.LIMITS;
            }
        };
    }

    @Override
    public UInteger getRequestTimeout() {
        return timeoutMs;
    }
}
