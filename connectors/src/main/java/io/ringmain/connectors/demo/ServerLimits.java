package io.ringmain.connectors.demo;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/** What one client may ask of the demo server. Milo's own defaults are mostly unbounded. */
final class ServerLimits implements OpcUaServerConfigLimits {
    /** 64 KiB chunks, 4 MiB a message. */
    static final EncodingLimits ENCODING = new EncodingLimits(65_536, 64, 4 * 1024 * 1024, 32);

    @Override
    public UInteger getMaxSessions() {
        return uint(20);
    }

    @Override
    public Double getMinPublishingInterval() {
        return 20.0;
    }

    @Override
    public Double getMaxPublishingInterval() {
        return 60_000.0;
    }

    @Override
    public Double getMinSubscriptionLifetime() {
        return 2_000.0;
    }

    @Override
    public Double getMaxSubscriptionLifetime() {
        return 600_000.0;
    }

    @Override
    public UInteger getMaxSubscriptions() {
        return uint(100);
    }

    @Override
    public UInteger getMaxSubscriptionsPerSession() {
        return uint(20);
    }

    @Override
    public UInteger getMaxMonitoredItems() {
        return uint(20_000);
    }

    @Override
    public UInteger getMaxMonitoredItemsPerSession() {
        return uint(5_000);
    }

    @Override
    public Double getMinSupportedSampleRate() {
        return DemoPlantServer.MIN_SAMPLING_MS;
    }

    @Override
    public UInteger getMaxArrayLength() {
        return uint(10_000);
    }

    @Override
    public UInteger getMaxStringLength() {
        return uint(65_536);
    }

    @Override
    public UInteger getMaxByteStringLength() {
        return uint(65_536);
    }

    @Override
    public UInteger getMaxNodesPerRead() {
        return uint(1_000);
    }

    @Override
    public UInteger getMaxNodesPerWrite() {
        return uint(1_000);
    }

    @Override
    public UInteger getMaxMonitoredItemsPerCall() {
        return uint(1_000);
    }
}
