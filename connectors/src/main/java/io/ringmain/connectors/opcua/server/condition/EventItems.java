package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.core.spi.Permission;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The monitored items that want events, each with its filter. An item comes and goes with its subscription; one whose user
 * may look at nothing any more gets nothing any more.
 *
 * <p>Thread: any; {@link #tell} by one at a time.
 */
final class EventItems {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventItems.class);

    private final Map<EventItem, Selection> items = new ConcurrentHashMap<>();
    /** Filters of the items that a request of this thread is about to make, by what they are to monitor. */
    private final ThreadLocal<Map<ReadValueId, Selection>> expected = new ThreadLocal<>();

    /** The next items of this thread have these filters. */
    void expect(IdentityHashMap<ReadValueId, Selection> selections) {
        expected.set(selections);
    }

    void expectNothing() {
        expected.remove();
    }

    void add(List<EventItem> created) {
        Map<ReadValueId, Selection> selections = expected.get();
        for (EventItem item : created) {
            Selection selection = selections == null ? null : selections.get(item.getReadValueId());
            if (selection != null && selection.isSound()) {
                items.put(item, selection);
            }
        }
    }

    void remove(List<EventItem> deleted) {
        deleted.forEach(items::remove);
    }

    /** An item has another filter now. */
    void replace(UInteger subscriptionId, UInteger itemId, Selection selection) {
        items.replaceAll((item, present) ->
                item.getSubscriptionId().equals(subscriptionId) && item.getId().equals(itemId) ? selection : present);
    }

    int count() {
        return items.size();
    }

    int countOf(Session session) {
        return (int) items.keySet().stream()
                .filter(item -> item.getSession() == session)
                .count();
    }

    List<EventItem> all() {
        return List.copyOf(items.keySet());
    }

    /** Tells everybody who wants to know. */
    void tell(ServedEvent event, Predicate<NodeId> isOfNotifier) {
        items.forEach((item, selection) -> {
            if (isOfNotifier.test(item.getReadValueId().getNodeId())) {
                tell(item, selection, event);
            }
        });
    }

    /** Tells the items of one subscription, whatever their filter says. */
    void tellAll(List<EventItem> some, ServedEvent event) {
        some.forEach(item -> {
            if (items.containsKey(item) && isListening(item)) {
                item.onEvent(event);
            }
        });
    }

    /** Tells one item, if it still is one. */
    void tell(EventItem item, ServedEvent event) {
        Selection selection = items.get(item);
        if (selection != null) {
            tell(item, selection, event);
        }
    }

    private static void tell(EventItem item, Selection selection, ServedEvent event) {
        try {
            if (isListening(item) && selection.matches(event)) {
                item.onEvent(event);
            }
        } catch (RuntimeException e) {
            LOGGER.error("an event was not told to item {}", item.getId(), e); // the others are
        }
    }

    private static boolean isListening(EventItem item) {
        return item.isSamplingEnabled() && Caller.of(item.getSession()).may(Permission.VIEW);
    }

    /** The items of a subscription, one of them or all. */
    List<EventItem> of(UInteger subscriptionId, UInteger itemId) {
        return items.keySet().stream()
                .filter(item -> item.getSubscriptionId().equals(subscriptionId)
                        && (itemId == null || item.getId().equals(itemId)))
                .toList();
    }
}
