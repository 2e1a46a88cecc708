package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.plant.OutcomeListener;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SitePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients what happens to alarms: in the order of the ring, each transition once, when it is journaled. What one
 * refresh tells comes between two transitions. Somebody who asks for events meanwhile is told of the later ones.
 *
 * <p>When too many transitions wait, the youngest are dropped and all clients are told that a refresh
 * is required (OPC 10000-9, 5.11.4).
 *
 * <p>Thread: OUTCOMES hands over, a thread of its own tells.
 */
final class ConditionFeed implements OutcomeListener, AutoCloseable {

    private static final long PATIENCE_MS = 1_000;
    private static final Logger LOGGER = LoggerFactory.getLogger(ConditionFeed.class);

    private final ServedSite site;
    private final ConditionBook book;
    private final Remarks remarks;
    private final EventItems items;
    private final EventNodes nodes;
    private final SystemEvents systemEvents;
    private final Notifiers notifiers;
    private final int mostWaiting;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Set<Object> refreshing = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    /** Handed over at the end of the batch. Only OUTCOMES looks at these two. */
    private List<Runnable> batch = new ArrayList<>();

    private boolean isLosing;
    /** As of the last configuration that was looked at. Only the feed's own thread looks at it. */
    private SitePlan plan;

    private volatile boolean hasFailed;
    private volatile boolean isClosing;

    /** @param mostWaiting transitions that may wait to be told */
    ConditionFeed(
            ServedSite site,
            ConditionBook book,
            Remarks remarks,
            EventItems items,
            Notifiers notifiers,
            int mostWaiting) {
        this.site = site;
        this.book = book;
        this.remarks = remarks;
        this.items = items;
        this.notifiers = notifiers;
        this.mostWaiting = mostWaiting;
        nodes = new EventNodes(site.server());
        systemEvents = new SystemEvents(nodes);
        thread = new Thread(this::run, "opcua-server-conditions");
        thread.setDaemon(true);
    }

    private Plant plant() {
        return site.plant();
    }

    void start() {
        plan = plant().site();
        tasks.add(book::begin);
        plant().addListener(this);
        thread.start();
    }

    @Override
    public void onAlarm(
            long sequence,
            int alarmId,
            AlarmInput input,
            int from,
            int regions,
            long occurrence,
            long ringTimeNs,
            AlarmKind level) {
        if (waiting.get() >= mostWaiting) {
            isLosing = true;
            return;
        }
        Transition transition =
                Transition.of(plant().alarms(), sequence, alarmId, input, regions, occurrence, ringTimeNs, level);
        if (transition != null) {
            waiting.incrementAndGet();
            batch.add(() -> tell(transition));
        }
    }

    @Override
    public void onAsked(long sequence, Command command, long ringTimeNs) {
        if (command.kind().target() == Command.Target.ALARM) {
            batch.add(() -> remarks.keep(sequence, Remark.of(command.reason(), command.user(), ringTimeNs)));
        }
    }

    @Override
    public void onConfiguration(long sequence, int version) {
        batch.add(this::tellRemoved);
    }

    @Override
    public void onBatchEnd(long sequence) {
        if ((isLosing || hasFailed) && waiting.get() < mostWaiting) {
            isLosing = false;
            hasFailed = false;
            batch.add(this::tellOfLoss);
        }
        if (!batch.isEmpty()) {
            tasks.addAll(batch);
            batch = new ArrayList<>();
        }
    }

    private void run() {
        while (!isClosing) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOGGER.error("an event of an alarm was not told", e);
                hasFailed = true;
            }
        }
    }

    private void tell(Transition transition) {
        waiting.decrementAndGet();
        Condition condition = book.note(transition);
        if (condition != null && transition.isTold()) {
            tell(condition);
        }
    }

    private void tell(Condition condition) {
        if (items.count() > 0 && AlarmIndex.isSeen(site, condition.alarm())) {
            items.tell(event(condition), notifier -> notifiers.tells(notifier, condition));
        }
    }

    private ServedEvent event(Condition condition) {
        Map<String, Member> members = Members.of(condition.alarm());
        return nodes.event(condition.type(), path -> {
            if (path.equals(Selection.CONDITION_ID)) {
                return condition.nodeId();
            }
            Member member = members.get(path);
            return member == null ? null : member.value().apply(condition);
        });
    }

    /** Alarms that are configured no more are told once again, to be retained no more. */
    private void tellRemoved() {
        SitePlan next = plant().site();
        for (int id = 0; id < plan.alarmCount(); id++) {
            if (plan.hasAlarm(id) && !next.hasAlarm(id)) {
                Condition last = book.forget(id, plan);
                if (last != null && last.state().isRetained()) {
                    tell(last);
                }
            }
        }
        plan = next;
    }

    private void tellOfLoss() {
        book.begin();
        List<EventItem> all = items.all();
        items.tellAll(all, systemEvents.refreshRequired(plant().nowNs()));
    }

    /**
     * Tells some items of one subscription what there is to be seen.
     *
     * @param whose whoever has asked: one refresh at a time, so that nobody keeps the others from hearing
     * @return false when somebody is being told for the same one already
     */
    boolean refresh(Object whose, List<EventItem> some) {
        if (!refreshing.add(whose)) {
            return false;
        }
        tasks.add(() -> {
            try {
                refresh(some);
            } finally {
                refreshing.remove(whose);
            }
        });
        return true;
    }

    private void refresh(List<EventItem> some) {
        items.tellAll(some, systemEvents.refreshStart(plant().nowNs()));
        SitePlan present = plant().site();
        for (int id = 0; id < present.alarmCount(); id++) {
            Condition condition = book.last(present, id);
            if (condition != null && condition.isRetained() && AlarmIndex.isSeen(site, condition.alarm())) {
                ServedEvent event = event(condition);
                some.stream()
                        .filter(item -> notifiers.tells(item.getReadValueId().getNodeId(), condition))
                        .forEach(item -> items.tell(item, event));
            }
        }
        items.tellAll(some, systemEvents.refreshEnd(plant().nowNs()));
    }

    @Override
    public void close() {
        plant().removeListener(this);
        isClosing = true;
        thread.interrupt();
        try {
            thread.join(PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
