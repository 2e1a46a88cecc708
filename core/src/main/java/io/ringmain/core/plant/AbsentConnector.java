package io.ringmain.core.plant;

import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import java.util.List;

/**
 * Stands where no connector runs: one that is disabled, or that could not be made or started. {@link ConnectorLink} answers
 * the writes.
 */
final class AbsentConnector implements Connector {
    private final LinkState state;
    private final String reason;

    private AbsentConnector(LinkState state, String reason) {
        this.state = state;
        this.reason = reason;
    }

    static AbsentConnector disabled() {
        return new AbsentConnector(LinkState.DISABLED, "disabled by the configuration");
    }

    static AbsentConnector failed(Throwable cause) {
        String message = cause.getMessage();
        return new AbsentConnector(LinkState.FAILED, message == null || message.isBlank() ? cause.toString() : message);
    }

    @Override
    public void start(ConnectorContext context) {
        context.link(state);
    }

    @Override
    public void write(DeviceWrite write) {
        throw new IllegalStateException("nobody takes writes here");
    }

    /** One that failed is tried again whenever something about it changes. */
    @Override
    public boolean tagsChanged(List<BoundTag> tags) {
        return state == LinkState.DISABLED;
    }

    @Override
    public String detail() {
        return reason;
    }

    @Override
    public void close() {}
}
