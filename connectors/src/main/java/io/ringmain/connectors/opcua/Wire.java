package io.ringmain.connectors.opcua;

import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfig;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransportConfigBuilder;

/**
 * Milo's transport of one connection, with its sockets known, so that a peer that hangs keeps none of them. Thread: any.
 */
final class Wire extends OpcTcpClientTransport {
    private final Set<Channel> channels;

    private Wire(OpcTcpClientTransportConfig config, Set<Channel> channels) {
        super(config);
        this.channels = channels;
    }

    static Wire of(MiloThreads threads) {
        Set<Channel> channels = ConcurrentHashMap.newKeySet();
        OpcTcpClientTransportConfigBuilder builder = OpcTcpClientTransportConfig.newBuilder();
        threads.configure(builder);
        builder.setChannelPipelineCustomizer(pipeline -> {
            Channel channel = pipeline.channel();
            channels.add(channel);
            channel.closeFuture().addListener(closed -> channels.remove(channel));
        });
        return new Wire(builder.build(), channels);
    }

    /** Closes all sockets at once, without a goodbye. */
    void cut() {
        channels.forEach(Channel::close);
    }
}
