package io.ringmain.connectors.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** One connector under test with its context. */
final class ConformanceRun implements AutoCloseable {
    /** What the contract allows for {@link Connector#close}, and some more because machines that test are busy. */
    private static final Duration CLOSE = Duration.ofSeconds(4);

    private static final Duration START = Duration.ofSeconds(2);

    final ConformanceDevice device;
    final RecordingContext context;
    final Connector connector;
    private boolean isClosed;

    ConformanceRun(ConformanceDevice device, String name) {
        this.device = device;
        ConnectorDefinition definition = device.connector(name);
        context = new RecordingContext(device.tags(name));
        assertThat(device.provider().validate(definition, device.tags(name)))
                .as("problems")
                .isEmpty();
        connector = device.provider().create(definition);
    }

    ConformanceRun start() {
        long begin = System.nanoTime();
        connector.start(context);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("start returns at once")
                .isLessThan(START);
        return this;
    }

    static void awaitTrue(String what, BooleanSupplier condition) {
        await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    ConformanceRun awaitLink(LinkState state) {
        awaitTrue("link " + state, () -> context.link() == state);
        return this;
    }

    /** All tags have a value with a status that is not bad. */
    ConformanceRun awaitAll() {
        awaitLink(LinkState.OK);
        awaitTrue("a value of each tag", () -> {
            for (int tag = 0; tag < context.tags().size(); tag++) {
                RecordingContext.Update newest = context.newest(tag);
                if (newest == null || newest.value() == null || Quality.isBad(newest.statusCode())) {
                    return false;
                }
            }
            return true;
        });
        return this;
    }

    /** Changes each tag at the device and waits for what follows. */
    void changeAll() {
        for (int tag = 0; tag < context.tags().size(); tag++) {
            change(tag);
        }
    }

    void change(int tag) {
        long before = count(tag);
        Object value = device.change(tag);
        awaitTrue("tag " + tag + " becomes " + value, () -> {
            RecordingContext.Update newest = context.newest(tag);
            return value == null ? count(tag) > before : newest != null && value.equals(newest.value());
        });
    }

    long count(int tag) {
        return context.updates.stream().filter(update -> update.tagId() == tag).count();
    }

    /** Closes within the time of the contract; what comes afterwards is noted as late. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        long begin = System.nanoTime();
        connector.close();
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        context.seal();
        assertThat(taken).as("close ends within 3 s").isLessThan(CLOSE);
    }
}
