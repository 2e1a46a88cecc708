package io.ringmain.connectors.opcua;

import com.digitalpetri.netty.fsm.Event;
import com.digitalpetri.netty.fsm.State;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.UaRequestMessageType;
import org.eclipse.milo.opcua.stack.core.types.UaResponseMessageType;
import org.eclipse.milo.opcua.stack.core.types.structured.CallRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.TransferResult;
import org.eclipse.milo.opcua.stack.core.types.structured.TransferSubscriptionsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.TransferSubscriptionsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteRequest;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfigBuilder;
import org.eclipse.milo.opcua.stack.transport.client.uasc.UascClientAcknowledgeHandler;

/**
 * Milo's transport of one connection, with its sockets known, so that a peer that hangs keeps none of them, and with an eye on
 * what Milo believes without a question.
 *
 * <p>Thread: any.
 */
final class Wire extends OpcTcpClientTransport {
    /** More missing notifications than any server keeps; Milo would ask for each of them. */
    private static final long LARGEST_GAP = 10_000;

    private static final Set<Long> OF_NETWORK = Set.of(
            StatusCodes.Bad_Timeout,
            StatusCodes.Bad_RequestTimeout,
            StatusCodes.Bad_CommunicationError,
            StatusCodes.Bad_ConnectionRejected,
            StatusCodes.Bad_ConnectionClosed,
            StatusCodes.Bad_NoCommunication,
            StatusCodes.Bad_ServerNotConnected,
            StatusCodes.Bad_ServerHalted,
            StatusCodes.Bad_Shutdown,
            StatusCodes.Bad_TcpServerTooBusy);

    private final Set<Channel> channels;
    private final Map<Long, Long> newestSequences = new ConcurrentHashMap<>();
    private volatile Consumer<String> onNonsense = words -> {};
    private volatile Throwable refusal;
    private volatile boolean isTransferred = true;

    private Wire(OpcTcpClientTransportConfig config, Set<Channel> channels) {
        super(config);
        this.channels = channels;
        getChannelFsm().addTransitionListener((from, to, via) -> {
            if (via instanceof Event.ConnectFailure attempt && !isOfNetwork(attempt.failure)) {
                refusal = attempt.failure;
            }
        });
    }

    static Wire of(MiloThreads threads) {
        Set<Channel> channels = ConcurrentHashMap.newKeySet();
        OpcTcpClientTransportConfigBuilder builder = OpcTcpClientTransportConfig.newBuilder();
        threads.configure(builder);
        builder.setChannelPipelineCustomizer(pipeline -> {
            Channel channel = pipeline.channel();
            channels.add(channel);
            channel.closeFuture().addListener(closed -> channels.remove(channel));
            pipeline.addLast(new EarlyEnd());
        });
        return new Wire(builder.build(), channels);
    }

    /** Whether the way there is what failed, and not what the peer thinks of us or we of it. */
    static boolean isOfNetwork(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof UaException error
                            && OF_NETWORK.contains(error.getStatusCode().value())) {
                return true;
            }
        }
        return false;
    }

    /** Told when the server has sent what no server may; it is called once or more. */
    void onNonsense(Consumer<String> listener) {
        onNonsense = listener;
    }

    /** Why the peer or we have refused a connection that could be made, null when nobody has. */
    Throwable refusal() {
        return refusal;
    }

    boolean isConnected() {
        return getChannelFsm().getState() == State.Connected;
    }

    /** Closes all sockets at once, without a goodbye. */
    void cut() {
        channels.forEach(Channel::close);
    }

    /** What changes something in the server is sent now or never. */
    @Override
    public CompletableFuture<UaResponseMessageType> sendRequestMessage(UaRequestMessageType requestMessage) {
        if ((requestMessage instanceof WriteRequest || requestMessage instanceof CallRequest) && !isConnected()) {
            return CompletableFuture.failedFuture(
                    new UaException(StatusCodes.Bad_NoCommunication, "there is no link to the server"));
        }
        CompletableFuture<UaResponseMessageType> answer = super.sendRequestMessage(requestMessage);
        return requestMessage instanceof TransferSubscriptionsRequest
                ? answer.whenComplete((response, error) -> isTransferred = error == null && isWhole(response))
                : answer;
    }

    private static boolean isWhole(UaResponseMessageType response) {
        TransferResult[] results = ((TransferSubscriptionsResponse) response).getResults();
        return results != null
                && Arrays.stream(results)
                        .allMatch(result -> result.getStatusCode().isGood());
    }

    /** False when the server did not take all subscriptions over into a new session. */
    boolean isTransferred() {
        return isTransferred;
    }

    @Override
    public void handleResponse(long requestId, UaResponseMessageType responseMessage) {
        if (responseMessage instanceof PublishResponse published
                && published.getSubscriptionId() != null
                && published.getNotificationMessage() != null) {
            long subscription = published.getSubscriptionId().longValue();
            long sequence =
                    published.getNotificationMessage().getSequenceNumber().longValue();
            Long newest = newestSequences.put(subscription, sequence);
            if (sequence - (newest == null ? 0 : newest) > LARGEST_GAP) {
                onNonsense.accept(
                        "the server's sequence numbers jump from " + (newest == null ? 0 : newest) + " to " + sequence);
                return;
            }
        }
        super.handleResponse(requestId, responseMessage);
    }

    /** Milo waits for an acknowledgement until its time is up, though the peer has closed the connection long before. */
    private static final class EarlyEnd extends ChannelInboundHandlerAdapter {
        @Override
        public void channelInactive(ChannelHandlerContext context) throws Exception {
            UascClientAcknowledgeHandler waiting = context.pipeline().get(UascClientAcknowledgeHandler.class);
            if (waiting != null) {
                waiting.exceptionCaught(
                        context.pipeline().context(waiting),
                        new UaException(StatusCodes.Bad_ConnectionClosed, "the peer has closed the connection"));
            }
            super.channelInactive(context);
        }
    }
}
