package io.ringmain.gateway.testing;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.TagDefinition;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A device that answers writes when the test says so. */
public final class FakeDevice implements ConnectorProvider, Connector {
    public static final String TYPE = "fake";

    private final LinkedBlockingQueue<DeviceWrite> writes = new LinkedBlockingQueue<>();
    private volatile ConnectorContext context;

    /** The next write that the plant sends; the test answers it. */
    public DeviceWrite awaitWrite() throws InterruptedException {
        DeviceWrite write = writes.poll(5, TimeUnit.SECONDS);
        if (write == null) {
            throw new AssertionError("no write has come within 5 s");
        }
        return write;
    }

    public void answer(DeviceWrite write, int statusCode) {
        context.answer(write.writeId(), statusCode);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
        return List.of();
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        return this;
    }

    @Override
    public void start(ConnectorContext given) {
        context = given;
        given.link(LinkState.OK);
    }

    @Override
    public void write(DeviceWrite write) {
        writes.add(write);
    }

    @Override
    public String detail() {
        return "";
    }

    @Override
    public void close() {}
}
