package io.ringmain.core.plant;

import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.LinkState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The connectors that run, as the journaled configuration says. A change of it ends, starts and restarts those it is
 * about; the others do not notice.
 *
 * <p>Thread: {@link #start} and {@link #close} by the plant's owner; changes by a thread of its own, because a connector
 * may take seconds to end; in mode INVOKER by OUTCOMES. Owns: the links. Allocates: per change.
 */
final class ConnectorLinks implements AutoCloseable {
    private static final long END_MS = 2_000;

    private final List<ConnectorProvider> providers;
    private final Sources sources;
    private final Answers answers;
    private final StageErrors errors;
    private final Path dataFolder;
    private final ServedPlant served;
    private final ExecutorService changes;
    private volatile ConnectorLink[] byId = {};
    private volatile SystemConnector system;
    private volatile boolean isStarted;
    private volatile boolean isClosed;

    /**
     * @param dataFolder where connectors keep what is their own, null for nowhere
     * @param served what those get that serve the plant
     * @param hasThread false when changes are made at once by whoever reports them
     */
    ConnectorLinks(
            List<ConnectorProvider> providers,
            Sources sources,
            Answers answers,
            StageErrors errors,
            Path dataFolder,
            ServedPlant served,
            boolean hasThread) {
        this.providers = providers;
        this.dataFolder = dataFolder;
        this.served = served;
        this.sources = sources;
        this.answers = answers;
        this.errors = errors;
        this.changes = hasThread ? Executors.newSingleThreadExecutor(ConnectorLinks::thread) : null;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "ringmain-connectors");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts what is configured. */
    void start(SitePlan site) {
        Map<String, List<BoundTag>> bound = Bindings.of(site);
        ConnectorLink[] started = new ConnectorLink[site.connectorCount()];
        for (int id = 0; id < started.length; id++) {
            ConnectorDefinition definition = site.connector(id);
            started[id] = definition == null ? null : make(id, definition, tagsOf(bound, definition));
        }
        byId = started;
        isStarted = true;
        for (ConnectorLink link : started) {
            if (link != null) {
                link.start(served);
            }
        }
    }

    /** The configuration has changed. Thread: OUTCOMES. */
    void follow(SitePlan site, long sequence) {
        if (!isStarted) {
            return;
        }
        if (changes == null) {
            change(site, sequence);
            return;
        }
        try {
            changes.execute(() -> change(site, sequence));
        } catch (RejectedExecutionException e) {
            // The plant is being closed, and all connectors with it.
            isClosed = true;
        }
    }

    private void change(SitePlan site, long sequence) {
        Map<String, List<BoundTag>> bound = Bindings.of(site);
        for (int id = 0; id < site.connectorCount() && !isClosed; id++) {
            ConnectorDefinition wanted = site.connector(id);
            ConnectorLink link = of(id);
            List<BoundTag> tags = wanted == null ? List.of() : tagsOf(bound, wanted);
            if (link != null && wanted != null && link.keeps(wanted, tags)) {
                continue;
            }
            if (link != null) {
                put(id, null);
                guard(sequence, link::end);
            }
            if (wanted != null) {
                int place = id;
                guard(sequence, () -> begin(place, wanted, tags, link != null));
            }
        }
    }

    /**
     * @param isBack whether it was there before: its link is UNAVAILABLE until it says something else
     * @return false when the plant is being closed, and nothing begins any more
     */
    private boolean begin(int id, ConnectorDefinition definition, List<BoundTag> tags, boolean isBack) {
        if (isClosed) {
            return false;
        }
        ConnectorLink next = make(id, definition, tags);
        put(id, next);
        if (isBack && next.isRunning()) {
            next.link(LinkState.UNAVAILABLE);
        }
        next.start(served);
        return true;
    }

    private void guard(long sequence, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            errors.onError("CONNECTORS", sequence, e);
        }
    }

    private static List<BoundTag> tagsOf(Map<String, List<BoundTag>> bound, ConnectorDefinition definition) {
        return bound.getOrDefault(definition.name(), List.of());
    }

    /** Ends a connector and starts it again; false when there is none of that name that is enabled. Thread: any. */
    CompletableFuture<Boolean> restart(String name) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        if (changes == null) {
            done.complete(restartNow(name));
            return done;
        }
        try {
            changes.execute(() -> {
                try {
                    done.complete(restartNow(name));
                } catch (RuntimeException | Error e) {
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            done.complete(false);
        }
        return done;
    }

    private boolean restartNow(String name) {
        ConnectorLink[] present = byId;
        for (int id = 0; id < present.length && !isClosed; id++) {
            ConnectorLink link = present[id];
            if (link != null
                    && link.definition().name().equals(name)
                    && link.definition().isEnabled()
                    && !(link.connector() instanceof SystemConnector)) {
                put(id, null);
                guard(0, link::end);
                return begin(id, link.definition(), link.tags(), true);
            }
        }
        return false;
    }

    private ConnectorLink make(int id, ConnectorDefinition definition, List<BoundTag> tags) {
        ConnectorProvider provider = providers.stream()
                .filter(p -> p.type().equals(definition.type()))
                .findFirst()
                .orElse(null);
        ConnectorLink link = new ConnectorLink(id, definition, provider, tags, sources, answers, dataFolder);
        if (link.connector() instanceof SystemConnector made) {
            system = made;
        }
        return link;
    }

    private void put(int id, ConnectorLink link) {
        ConnectorLink[] next = Arrays.copyOf(byId, Math.max(byId.length, id + 1));
        next[id] = link;
        byId = next;
    }

    /** The link of a connector, null while there is none. Thread: any. */
    ConnectorLink of(int connectorId) {
        ConnectorLink[] present = byId;
        return connectorId >= 0 && connectorId < present.length ? present[connectorId] : null;
    }

    void forEach(Consumer<ConnectorLink> action) {
        for (ConnectorLink link : byId) {
            if (link != null) {
                action.accept(link);
            }
        }
    }

    /** Null while there is none. Thread: any. */
    ConnectorLink named(String connector) {
        for (ConnectorLink link : byId) {
            if (link != null && link.definition().name().equals(connector)) {
                return link;
            }
        }
        return null;
    }

    /** Thread: OUTCOMES. */
    void onLink(int connectorId, LinkState state, long ringTimeNs) {
        ConnectorLink link = of(connectorId);
        SystemConnector present = system;
        if (link != null) {
            link.onLink(state, ringTimeNs);
        }
        if (present != null) {
            present.wake();
        }
    }

    /** Shows the links as they are now. INVOKER only. */
    void beat() {
        SystemConnector present = system;
        if (present != null) {
            present.beat();
        }
    }

    /** Of those that are configured, not of the system's own. */
    List<PlantStatus.LinkStatus> status() {
        List<PlantStatus.LinkStatus> status = new ArrayList<>();
        for (ConnectorLink link : byId) {
            if (link != null && !(link.connector() instanceof SystemConnector)) {
                status.add(link.status());
            }
        }
        return status;
    }

    @Override
    public void close() {
        isClosed = true;
        if (changes != null) {
            changes.shutdown();
            try {
                changes.awaitTermination(END_MS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        for (ConnectorLink link : byId) {
            if (link != null) {
                guard(0, link::close);
            }
        }
    }
}
