package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.connectors.opcua.security.OwnCertificate;
import io.ringmain.connectors.opcua.security.Pki;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.CertificateUtil;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;

/**
 * Finds the way to a server: asks for its endpoints, chooses one, checks its certificate before anything is sent to it, and
 * makes a client for it that has yet to be connected.
 *
 * <p>Thread: the link's.
 */
final class Dial {
    /** 64 KiB chunks, 16 MiB a message: what a server sends is not trusted with more memory than that. */
    static final EncodingLimits LIMITS = new EncodingLimits(65_536, 256, 16 * 1024 * 1024, 32);

    /** Of a client that has no certificate. */
    private static final String APPLICATION_URI = "urn:ringmain:client";

    /**
     * A client that is not connected yet, with its sockets.
     *
     * @param server its endpoint with a certificate, empty without security
     */
    record Line(LinkClient client, Wire wire, Optional<EndpointDescription> server) {}

    private final String connector;
    private final OpcUaSettings settings;
    private final MiloThreads threads;
    private final Pki pki;
    private final OpcUaCounters counters;

    /** @param pki null when no certificates come into it */
    Dial(String connector, OpcUaSettings settings, MiloThreads threads, Pki pki, OpcUaCounters counters) {
        this.connector = connector;
        this.settings = settings;
        this.threads = threads;
        this.pki = pki;
        this.counters = counters;
    }

    /** Takes as long as two requests may at most. */
    Line open() throws UaException, InterruptedException {
        SecuritySettings security = settings.security();
        List<EndpointDescription> offered = discover();
        EndpointDescription endpoint = EndpointChoice.choose(offered, security, settings.endpoint());
        CertificateValidator validator = validator();
        OpcUaClientConfigBuilder config = OpcUaClientConfig.builder()
                .setApplicationName(LocalizedText.english("Ringmain"))
                .setApplicationUri(APPLICATION_URI)
                .setProductUri("urn:ringmain")
                .setSessionName(() -> "ringmain " + connector)
                .setEndpoint(endpoint)
                .setSessionEndpointValidationEnabled(false)
                .setIdentityProvider(Identity.of(security, validator))
                .setSessionTimeout(uint(settings.sessionTimeoutMs()))
                .setRequestTimeout(uint(settings.requestTimeoutMs()))
                .setKeepAliveInterval(uint(settings.keepAliveIntervalMs()))
                .setKeepAliveTimeout(uint(settings.keepAliveIntervalMs() * 3 / 4))
                .setKeepAliveFailuresAllowed(uint(0))
                .setEncodingLimits(LIMITS);
        boolean isSecured = !SecurityPolicy.None.getUri().equals(endpoint.getSecurityPolicyUri());
        if (isSecured) {
            check(Optional.of(endpoint));
            OwnCertificate own = pki.own();
            config.setApplicationUri(own.applicationUri())
                    .setKeyPair(own.keyPair())
                    .setCertificate(own.certificate())
                    .setCertificateChain(own.chain())
                    .setCertificateValidator(validator);
            // nobody between must have talked us into a worse endpoint than the server has (OPC 10000-4, 5.6.2)
            config.setDiscoveryEndpoints(offered)
                    .setSessionEndpointValidationEnabled(security.policies().size() > 1);
        }
        Wire wire = Wire.of(threads);
        return new Line(
                new LinkClient(config.build(), wire, counters),
                wire,
                isSecured ? Optional.of(endpoint) : Optional.empty());
    }

    private List<EndpointDescription> discover() throws UaException, InterruptedException {
        Wire wire = Wire.of(threads);
        try {
            return await(
                    Discovery.endpoints(settings.endpoint(), wire, settings.requestTimeoutMs()),
                    2L * settings.requestTimeoutMs());
        } catch (UaException | InterruptedException e) {
            wire.disconnect();
            wire.cut();
            throw e;
        }
    }

    private CertificateValidator validator() {
        return pki == null
                ? null
                : pki.validator(Pki.Peer.SERVER, settings.security().isHostChecked());
    }

    /** Checks the certificate of an endpoint; one without has none. */
    void check(Optional<EndpointDescription> secured) throws UaException {
        if (secured.isEmpty()) {
            return;
        }
        EndpointDescription endpoint = secured.get();
        ByteString bytes = endpoint.getServerCertificate();
        List<X509Certificate> chain;
        try {
            chain = CertificateUtil.decodeCertificates(bytes == null ? new byte[0] : bytes.bytesOrEmpty());
        } catch (UaException e) {
            throw new UaException(StatusCodes.Bad_CertificateInvalid, "what the server presents is not a certificate");
        }
        validator()
                .validateCertificateChain(
                        chain,
                        endpoint.getServer() == null
                                ? null
                                : endpoint.getServer().getApplicationUri(),
                        new String[] {EndpointUtil.getHost(endpoint.getEndpointUrl())});
    }

    static <T> T await(CompletableFuture<T> future, long timeoutMs) throws UaException, InterruptedException {
        try {
            return future.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw UaException.extract(e).orElseGet(() -> new UaException(e.getCause()));
        } catch (TimeoutException e) {
            throw new UaException(StatusCodes.Bad_Timeout, "no answer within " + timeoutMs + " ms");
        }
    }
}
