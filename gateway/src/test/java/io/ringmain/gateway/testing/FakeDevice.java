package io.ringmain.gateway.testing;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.TrustList;
import io.ringmain.core.tag.TagDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A device that answers writes when the test says so. */
public final class FakeDevice implements ConnectorProvider, Connector {
    public static final String TYPE = "fake";

    private final LinkedBlockingQueue<DeviceWrite> writes = new LinkedBlockingQueue<>();
    /** How often it was started. */
    public final AtomicInteger starts = new AtomicInteger();
    /** What it has; null for nothing to look at. */
    public volatile FakeNodes nodes = new FakeNodes();
    /** Null for a device without. */
    public volatile FakeCertificates certificates = new FakeCertificates();

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
        return definition.settings().keySet().stream()
                .filter(key -> !key.equals("endpoint") && !key.equals("api-token"))
                .map(key -> key + ": is not known, allowed are endpoint and api-token")
                .toList();
    }

    @Override
    public Map<String, Long> counts() {
        return Map.of("Starts", (long) starts.get());
    }

    @Override
    public Optional<Browser> browser() {
        return Optional.ofNullable(nodes);
    }

    @Override
    public Optional<TrustList> trustList() {
        return Optional.ofNullable(certificates);
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        return this;
    }

    @Override
    public void start(ConnectorContext given) {
        context = given;
        starts.incrementAndGet();
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
