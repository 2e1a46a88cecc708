package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.tag.TagSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/**
 * What one connector acquires, over all its connections: the subscribed sources (DAS) and those polled at each interval (DAQ).
 * Each of these groups can be stopped and started by itself, and follows the tags while the rest is live.
 *
 * <p>A stopped group's tags are BadOutOfService. A group of which the server takes nothing at all is FAULTED; it is tried
 * again with the rest, every 30 s and at an operator's reset.
 *
 * <p>Thread: the link's, except {@link #tags}, {@link #control} and {@link #error}. Owns: the groups, and what is set up for
 * them on the present connection.
 */
final class Acquirer {
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(30);

    /** Most time until a wish of the operator or other tags are noticed. */
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final StatusCode OUT_OF_SERVICE = new StatusCode(StatusCodes.Bad_OutOfService);

    private final String connector;
    private final OpcUaSettings settings;
    private final Handover handover;
    private final OpcUaCounters counters;
    private final Backfill backfill;
    private final ReentrantLock turn = new ReentrantLock();
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final AtomicReference<List<TagItem>> otherTags = new AtomicReference<>();
    private final SourceGroups groups;
    private Live live;
    private volatile String error = "";

    private record Order(TagSource.Mode mode, int intervalMs, AcquisitionAction action) {}

    /** What there is on the present connection. */
    private static final class Live {
        final OpcUaClient client;
        final Structures structures;
        final Inbox inbox;
        final int readBatch;
        final Consumer<String> onLost;
        Subscriptions subscriptions;
        Poller poller;
        ModelWatch model;
        long retryNs = System.nanoTime() + RETRY_NS;

        Live(OpcUaClient client, Structures structures, Inbox inbox, int readBatch, Consumer<String> onLost) {
            this.client = client;
            this.structures = structures;
            this.inbox = inbox;
            this.readBatch = readBatch;
            this.onLost = onLost;
        }
    }

    Acquirer(
            String connector,
            OpcUaSettings settings,
            ConnectorContext context,
            Handover handover,
            OpcUaCounters counters) {
        this.connector = connector;
        this.settings = settings;
        this.handover = handover;
        this.counters = counters;
        backfill = new Backfill(settings.isBackfilling(), settings.mostBackfillMs(), counters);
        groups = new SourceGroups(context);
        groups.tags(TagItem.of(context.tags()));
    }

    Backfill backfill() {
        return backfill;
    }

    // ---- any thread

    /** From now on these tags are to be acquired. */
    void tags(List<TagItem> tags) {
        otherTags.set(tags);
    }

    /** False when there is no such group. */
    boolean control(TagSource.Mode mode, int intervalMs, AcquisitionAction action) {
        orders.add(new Order(mode, intervalMs, action));
        if (turn.tryLock()) {
            try {
                boolean isThere = groups.of(mode, intervalMs) != null;
                if (live == null) {
                    obey();
                }
                return isThere;
            } catch (UaException e) {
                throw new IllegalStateException("a request without a connection", e);
            } finally {
                turn.unlock();
            }
        }
        return true;
    }

    /** What was refused, empty when nothing is. */
    String error() {
        return error;
    }

    // ---- the link's thread

    /** A new session: everything is set up on it. */
    void connected(OpcUaClient client, Structures structures, long session, Consumer<String> onLost)
            throws UaException {
        turn.lock();
        try {
            Inbox inbox = new Inbox(session, handover, structures);
            live = new Live(client, structures, inbox, readBatch(client), onLost);
            takeTags();
            obey();
            if (groups.subscribed() != null) {
                begin(groups.subscribed());
            }
            beginPolls();
        } finally {
            turn.unlock();
        }
    }

    /** What the settings and the server's operation limits (OPC 10000-5, 6.3.11) both allow. */
    private int readBatch(OpcUaClient client) throws UaException {
        long limit = client.getOperationLimits()
                .maxNodesPerRead()
                .map(UInteger::longValue)
                .orElse(0L);
        return limit == 0 ? settings.batchSize() : (int) Math.min(settings.batchSize(), limit);
    }

    /** The connection is lost, but the session with its subscriptions may come back. */
    void suspended() {
        turn.lock();
        try {
            endPolls();
            interrupted(false);
            groups.all().stream()
                    .filter(group -> !group.isStopped())
                    .forEach(group -> group.phase(AcquisitionPhase.WAITING));
        } finally {
            turn.unlock();
        }
    }

    /** The session is back with all its subscriptions. */
    void resumed() {
        turn.lock();
        try {
            if (live.subscriptions != null) {
                judge();
            }
            long now = VariantReader.nowNs();
            groups.all().forEach(group -> group.sources().forEach(source -> source.resumed(now)));
            beginPolls();
        } finally {
            turn.unlock();
        }
    }

    private void interrupted(boolean isSessionLost) {
        backfill.lost();
        groups.all().forEach(group -> group.sources().forEach(source -> source.interrupted(isSessionLost)));
    }

    private void endPolls() {
        if (live != null && live.poller != null) {
            live.poller.close();
            live.poller = null;
        }
    }

    /** The link is lost: groups wait for the next connection. */
    void lost() {
        turn.lock();
        try {
            Live gone = live;
            live = null;
            if (gone != null && gone.poller != null) {
                gone.poller.close();
            }
            interrupted(true);
            groups.all().stream()
                    .filter(group -> !group.isStopped())
                    .forEach(group -> group.phase(AcquisitionPhase.WAITING));
            obey();
        } catch (UaException e) {
            throw new IllegalStateException("a request without a connection", e);
        } finally {
            turn.unlock();
        }
    }

    /** Does what is due; answers how long there is nothing to do, ns. */
    long step() throws UaException {
        turn.lock();
        try {
            takeTags();
            obey();
            long now = System.nanoTime();
            boolean isChanged = live.model != null && live.model.takeChange();
            if (isChanged || now - live.retryNs >= 0) {
                retry();
                live.retryNs = System.nanoTime() + RETRY_NS;
            }
            return Math.min(STEP_NS, backfill.step(live.client, live.structures));
        } finally {
            turn.unlock();
        }
    }

    private void retry() throws UaException {
        live.structures.retry();
        if (live.subscriptions != null) {
            live.subscriptions.retry();
            judge();
        }
    }

    // ---- tags

    private void takeTags() throws UaException {
        List<TagItem> tags = otherTags.getAndSet(null);
        if (tags == null) {
            return;
        }
        SourceGroup before = groups.subscribed();
        SourceGroup.Change change = groups.tags(tags);
        SourceGroup subscribed = groups.subscribed();
        if (live == null) {
            return;
        }
        if (live.subscriptions != null && before == subscribed) {
            live.subscriptions.remove(change.removed());
            live.subscriptions.add(change.added());
            judge();
        } else if (subscribed == null && live.subscriptions != null) {
            endSubscriptions();
        } else if (subscribed != null && !subscribed.isStopped() && live.subscriptions == null) {
            begin(subscribed);
        } else if (subscribed != null && subscribed.isStopped()) {
            live.inbox.status(subscribed, change.added().toArray(ReadSource[]::new), OUT_OF_SERVICE);
        }
        beginPolls();
    }

    // ---- setting up and taking down

    private void begin(SourceGroup group) throws UaException {
        ReadSource[] sources = group.sources().toArray(ReadSource[]::new);
        if (group.isStopped()) {
            live.inbox.status(group, sources, OUT_OF_SERVICE);
            return;
        }
        group.phase(AcquisitionPhase.STARTING);
        if (live.model == null) {
            live.model = ModelWatch.start(live.client, settings, live.onLost);
        }
        live.subscriptions = new Subscriptions(live.client, settings, group, live.inbox, counters, live.onLost);
        live.subscriptions.add(group.sources());
        judge();
    }

    private void judge() {
        error = live.subscriptions.error();
        SourceGroup group = groups.subscribed();
        boolean isRefused =
                live.subscriptions.monitored() == 0 && !group.sources().isEmpty();
        group.phase(isRefused ? AcquisitionPhase.FAULTED : AcquisitionPhase.RUNNING);
    }

    private void endSubscriptions() throws UaException {
        Subscriptions ending = live.subscriptions;
        live.subscriptions = null;
        error = "";
        if (ending != null) {
            ending.end();
        }
    }

    /** Has the poller poll what is to be polled; groups that are what they were go on without a break. */
    private void beginPolls() {
        List<PollGroup> before = live.poller == null ? List.of() : live.poller.groups();
        List<PollGroup> present = new ArrayList<>();
        for (SourceGroup group : groups.polled()) {
            if (group.isStopped()) {
                live.inbox.status(group, group.sources().toArray(ReadSource[]::new), OUT_OF_SERVICE);
                continue;
            }
            PollGroup same = null;
            for (PollGroup known : before) {
                same = known.polls(group) ? known : same;
            }
            present.add(same != null ? same : new PollGroup(live.client, live.readBatch, group, live.inbox, counters));
        }
        if (live.poller == null && !present.isEmpty()) {
            live.poller = new Poller(connector, counters);
        }
        if (live.poller != null) {
            live.poller.groups(present);
        }
    }

    // ---- the operator

    private void obey() throws UaException {
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            SourceGroup group = groups.of(order.mode(), order.intervalMs());
            if (group != null) {
                obey(group, order);
            }
        }
    }

    private void obey(SourceGroup group, Order order) throws UaException {
        switch (order.action()) {
            case STOP -> stop(group, order.mode());
            case START -> start(group, order.mode());
            case RESTART -> again(group, order.mode());
            case RESET -> {
                group.notes().reset();
                again(group, order.mode());
            }
        }
    }

    private void stop(SourceGroup group, TagSource.Mode mode) throws UaException {
        if (group.isStopped()) {
            return;
        }
        group.stopped(true);
        if (live != null && mode == TagSource.Mode.SUBSCRIBE) {
            endSubscriptions();
            live.inbox.status(group, group.sources().toArray(ReadSource[]::new), OUT_OF_SERVICE);
        } else if (live != null) {
            beginPolls();
        }
        group.phase(AcquisitionPhase.STOPPED);
    }

    private void start(SourceGroup group, TagSource.Mode mode) throws UaException {
        if (!group.isStopped()) {
            return;
        }
        group.stopped(false);
        if (live == null) {
            group.phase(AcquisitionPhase.WAITING);
        } else if (mode == TagSource.Mode.SUBSCRIBE) {
            begin(group);
        } else {
            group.phase(AcquisitionPhase.STARTING);
            beginPolls();
        }
    }

    /** Takes it apart and sets it up anew. */
    private void again(SourceGroup group, TagSource.Mode mode) throws UaException {
        group.stopped(false);
        group.phase(live == null ? AcquisitionPhase.WAITING : AcquisitionPhase.RESETTING);
        if (live != null && mode == TagSource.Mode.SUBSCRIBE) {
            endSubscriptions();
            begin(group);
        } else if (live != null) {
            if (live.poller != null) {
                live.poller.groups(live.poller.groups().stream()
                        .filter(known -> known.group() != group)
                        .toList());
            }
            beginPolls();
        }
    }
}
