package io.ringmain.gateway.rest;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantConnector;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.BrowseException;
import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.TrustList;
import io.ringmain.core.system.SystemSite;
import io.ringmain.core.tag.Quality;
import io.ringmain.gateway.browse.BrowseFailure;
import io.ringmain.gateway.view.Problem;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The devices behind connectors that run, asked past tags: a few questions at a time, none for longer than {@value #PATIENCE_S}
 * s, and no thread waits meanwhile.
 *
 * <p>Thread: any.
 */
final class Devices {
    static final long PATIENCE_S = 15;
    /** Questions to one connector at once: one that is silent keeps nobody from the others. */
    private static final int OF_ONE = 4;

    private static final int OF_ALL = 16;

    private final Plant plant;
    private final Executor lane;
    private final long patienceMs;
    private final Semaphore free = new Semaphore(OF_ALL);
    private final Map<String, Semaphore> freeOfOne = new ConcurrentHashMap<>();

    Devices(RestContext context) {
        this(context.plant(), context.lanes().of(Lane.CORE), TimeUnit.SECONDS.toMillis(PATIENCE_S));
    }

    Devices(Plant plant, Executor lane, long patienceMs) {
        this.plant = plant;
        this.lane = lane;
        this.patienceMs = patienceMs;
    }

    /** @throws Problem when there is no such connector */
    void requireKnown(String name) {
        ConnectorDefinition connector = plant.site().connector(plant.site().connectorId(name));
        if (connector == null || SystemSite.isOfSystem(connector)) {
            throw Problem.notFound("connector-unknown", "There is no connector " + name + ".");
        }
    }

    /** @throws Problem when there is no such connector, or it does not run */
    private PlantConnector running(String name) {
        requireKnown(name);
        return plant.connector(name).filter(PlantConnector::isRunning).orElseThrow(() -> notRunning(name));
    }

    static Problem notRunning(String name) {
        return new Problem(409, "connector-not-running", "The connector " + name + " does not run.");
    }

    /** @throws Problem as for {@link #running}, and when the connector can not look around in its device */
    Browser browser(String name) {
        return running(name)
                .browser()
                .orElseThrow(() -> new Problem(
                        409, "connector-not-browsable", "The connector " + name + " can not look into its device."));
    }

    /** @throws Problem as for {@link #running}, and when the connector uses no certificates */
    TrustList trustList(String name) {
        return running(name)
                .trustList()
                .orElseThrow(() -> new Problem(
                        409, "connector-without-certificates", "The connector " + name + " uses no certificates."));
    }

    /** The answer in the lane CORE; fails with a {@link Problem} when there is none. */
    <T> CompletableFuture<T> ask(String connector, Supplier<CompletableFuture<T>> question) {
        Semaphore one = freeOfOne.computeIfAbsent(connector, name -> new Semaphore(OF_ONE));
        acquire(one);
        CompletableFuture<T> answer;
        try {
            answer = question.get().copy();
        } catch (RuntimeException | Error e) {
            release(one);
            throw e;
        }
        return answer.orTimeout(patienceMs, TimeUnit.MILLISECONDS)
                .whenComplete((value, failure) -> release(one))
                .exceptionallyAsync(
                        failure -> {
                            throw told(connector, failure);
                        },
                        lane);
    }

    private void acquire(Semaphore one) {
        boolean isFree = one.tryAcquire();
        if (!isFree || !free.tryAcquire()) {
            if (isFree) {
                one.release();
            }
            throw Problem.unavailable("devices-busy", "Devices are asked for as much as is allowed at once.", 1);
        }
    }

    private void release(Semaphore one) {
        free.release();
        one.release();
    }

    private static RuntimeException told(String connector, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof BrowseException refused) {
            return problem(connector, refused);
        }
        return cause instanceof TimeoutException ? late(connector) : new CompletionException(cause);
    }

    private static Problem late(String connector) {
        return new Problem(504, "device-timeout", "The device of connector " + connector + " does not answer in time.");
    }

    /** What a client is told when a device could not be looked at. */
    static Problem problem(String connector, BrowseException failure) {
        String detail = "connector " + connector + ": " + failure.getMessage();
        return switch (BrowseFailure.of(failure)) {
            case LINK_DOWN -> Problem.unavailable("link-down", detail, 5);
            case NODE_UNKNOWN -> Problem.notFound("node-unknown", detail);
            case TIMEOUT -> late(connector);
            case REFUSED -> new Problem(409, "device-refused", detail + " (" + code(failure.statusCode()) + ")");
        };
    }

    /** The name of a status code where it is a known one, with its number. */
    static String code(int statusCode) {
        return Quality.name(statusCode) + " 0x" + String.format("%08X", statusCode);
    }
}
