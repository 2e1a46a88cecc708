package io.ringmain.connectors.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.core.spi.DeviceWrite;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;

/**
 * The life of one connection: connect, subscribe, poll until it is lost, close. It is not revived: Milo's client would
 * go on for ever and leaves subscriptions that could not be transferred to its user, so that a new session with new
 * subscriptions is both simpler and surer.
 *
 * <p>Thread: the link's, except {@link #write}.
 */
final class OpcUaSession implements AutoCloseable {
    /** 64 KiB chunks, 16 MiB a message: what a server sends is not trusted with more memory than that. */
    private static final EncodingLimits LIMITS = new EncodingLimits(65_536, 256, 16 * 1024 * 1024, 32);

    private static final long CLOSE_MS = 1_000;

    private final String connector;
    private final OpcUaSettings settings;
    private final long number;
    private final MiloThreads threads;
    private final Handover handover;
    private final OpcUaCounters counters;
    private final CountDownLatch lost = new CountDownLatch(1);
    private volatile String lossReason = "";
    private OpcUaClient client;
    private DeviceWrites writes;

    OpcUaSession(
            String connector,
            OpcUaSettings settings,
            long number,
            MiloThreads threads,
            Handover handover,
            OpcUaCounters counters) {
        this.connector = connector;
        this.settings = settings;
        this.number = number;
        this.threads = threads;
        this.handover = handover;
        this.counters = counters;
    }

    long number() {
        return number;
    }

    void connect() throws UaException, InterruptedException {
        EndpointDescription endpoint = selectEndpoint();
        OpcUaClientConfig config = OpcUaClientConfig.builder()
                .setApplicationName(LocalizedText.english("Ringmain"))
                .setApplicationUri("urn:ringmain:client")
                .setProductUri("urn:ringmain")
                .setSessionName(() -> "ringmain " + connector)
                .setEndpoint(endpoint)
                .setSessionEndpointValidationEnabled(false)
                .setIdentityProvider(AnonymousProvider.INSTANCE)
                .setSessionTimeout(uint(settings.sessionTimeoutMs()))
                .setRequestTimeout(uint(settings.requestTimeoutMs()))
                .setKeepAliveInterval(uint(settings.keepAliveIntervalMs()))
                .setKeepAliveTimeout(uint(settings.keepAliveIntervalMs()))
                .setKeepAliveFailuresAllowed(uint(0))
                .setEncodingLimits(LIMITS)
                .build();
        client = OpcUaClient.create(config, threads::configure);
        writes = new DeviceWrites(client);
        client.addSessionActivityListener(new SessionActivityListener() {
            @Override
            public void onSessionInactive(UaSession session) {
                onLost("connection lost");
            }
        });
        await(client.connectAsync(), 3L * settings.requestTimeoutMs());
        counters.connections.increment();
    }

    private EndpointDescription selectEndpoint() throws UaException, InterruptedException {
        List<EndpointDescription> offered = await(
                DiscoveryClient.getEndpoints(settings.endpoint(), threads::configure),
                2L * settings.requestTimeoutMs());
        for (EndpointDescription endpoint : offered) {
            if (SecurityPolicy.None.getUri().equals(endpoint.getSecurityPolicyUri())
                    && endpoint.getSecurityMode() == MessageSecurityMode.None
                    && takesAnonymous(endpoint.getUserIdentityTokens())) {
                // the host that was configured, as servers often name one that only they can resolve
                int port = EndpointUtil.getPort(settings.endpoint());
                String host = EndpointUtil.getHost(settings.endpoint());
                return EndpointUtil.updateUrl(endpoint, host, port > 0 ? port : 4840);
            }
        }
        throw new UaException(
                StatusCodes.Bad_SecurityPolicyRejected, "the server offers no endpoint without security for anonymous");
    }

    private static boolean takesAnonymous(UserTokenPolicy[] policies) {
        if (policies != null) {
            for (UserTokenPolicy policy : policies) {
                if (policy.getTokenType() == UserTokenType.Anonymous) {
                    return true;
                }
            }
        }
        return false;
    }

    private static <T> T await(CompletableFuture<T> future, long timeoutMs) throws UaException, InterruptedException {
        try {
            return future.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw UaException.extract(e).orElseGet(() -> new UaException(e.getCause()));
        } catch (TimeoutException e) {
            throw new UaException(StatusCodes.Bad_Timeout, "no answer within " + timeoutMs + " ms");
        }
    }

    /** Has everything acquired until the connection is lost; answers why it was. */
    String serve(Acquirer acquirer, Runnable onLive) throws UaException, InterruptedException {
        try {
            acquirer.connected(client, number, this::onLost);
            onLive.run();
            while (!lost.await(acquirer.step(), TimeUnit.NANOSECONDS)) {
                // the next step
            }
            return lossReason;
        } finally {
            acquirer.lost();
        }
    }

    private void onLost(String reason) {
        if (lost.getCount() > 0) {
            lossReason = reason;
            lost.countDown();
        }
    }

    /** Thread: any, after {@link #connect} has returned. */
    CompletableFuture<Integer> write(NodeAddress address, DeviceWrite write) {
        return writes.write(address, write);
    }

    /** Closes session and socket; waits at most 1 s for the server. */
    @Override
    public void close() {
        if (client == null) {
            return;
        }
        writes.end();
        try {
            client.disconnectAsync().get(CLOSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // a dead server: the client goes on with its goodbye by itself, or ends with the connector's threads
            lossReason = lossReason.isEmpty() ? "closed without an answer" : lossReason;
        }
    }
}
