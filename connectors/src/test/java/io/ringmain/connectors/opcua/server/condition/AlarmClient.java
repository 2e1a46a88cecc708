package io.ringmain.connectors.opcua.server.condition;

import static org.awaitility.Awaitility.await;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;

/** A client that looks after alarms, of Milo's. Thread: one; events come in another. */
final class AlarmClient implements AutoCloseable {
    static final String CONDITION_ID = "ConditionId";

    /** Some of each type; which type a field is said to be of decides whether it is there. */
    static final Map<String, NodeId> FIELDS = new LinkedHashMap<>();

    static {
        for (String name : List.of("EventId", "EventType", "SourceNode", "SourceName", "Time", "Message", "Severity")) {
            FIELDS.put(name, NodeIds.BaseEventType);
        }
        FIELDS.put(CONDITION_ID, NodeIds.ConditionType);
        for (String name : List.of(
                "ConditionName",
                "BranchId",
                "Retain",
                "EnabledState/Id",
                "Quality",
                "LastSeverity",
                "Comment",
                "ClientUserId",
                "ConditionClassId")) {
            FIELDS.put(name, NodeIds.ConditionType);
        }
        FIELDS.put("AckedState/Id", NodeIds.AcknowledgeableConditionType);
        FIELDS.put("ConfirmedState/Id", NodeIds.AcknowledgeableConditionType);
        for (String name : List.of(
                "ActiveState",
                "ActiveState/Id",
                "ActiveState/EffectiveDisplayName",
                "SuppressedState/Id",
                "OutOfServiceState/Id",
                "SilenceState/Id",
                "ShelvingState/CurrentState",
                "ShelvingState/CurrentState/Id",
                "ShelvingState/UnshelveTime",
                "ShelvingState/LastTransition/Id",
                "SuppressedOrShelved",
                "LatchedState/Id",
                "InputNode")) {
            FIELDS.put(name, NodeIds.AlarmConditionType);
        }
        FIELDS.put("HighLimit", NodeIds.LimitAlarmType);
        FIELDS.put("LimitState/CurrentState/Id", NodeIds.ExclusiveLimitAlarmType);
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final OpcUaClient client;
    private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
    private OpcUaSubscription subscription;
    private OpcUaMonitoredItem item;

    private AlarmClient(OpcUaClient client) {
        this.client = client;
    }

    static AlarmClient connect(String url) throws UaException {
        OpcUaClient client = OpcUaClient.create(url);
        client.connect();
        return new AlarmClient(client);
    }

    /** As a user of the test. */
    static AlarmClient connect(String url, String user) throws UaException {
        UsernameProvider identity =
                new UsernameProvider(user, new StringBuilder(user).reverse().toString());
        OpcUaClient client = OpcUaClient.create(
                url,
                endpoints -> endpoints.stream().findFirst(),
                transport -> {},
                config -> config.setIdentityProvider(identity));
        client.connect();
        return new AlarmClient(client);
    }

    OpcUaClient client() {
        return client;
    }

    static SimpleAttributeOperand operand(String field) {
        NodeId type = FIELDS.getOrDefault(field, NodeIds.BaseEventType);
        if (field.equals(CONDITION_ID)) {
            return new SimpleAttributeOperand(type, new QualifiedName[0], AttributeId.NodeId.uid(), null);
        }
        String[] names = field.split("/");
        QualifiedName[] path = new QualifiedName[names.length];
        for (int i = 0; i < names.length; i++) {
            path[i] = new QualifiedName(0, names[i]);
        }
        return new SimpleAttributeOperand(type, path, AttributeId.Value.uid(), null);
    }

    static EventFilter filter(ContentFilterElement... where) {
        return new EventFilter(
                FIELDS.keySet().stream().map(AlarmClient::operand).toArray(SimpleAttributeOperand[]::new),
                new ContentFilter(where));
    }

    AlarmClient subscribe(NodeId notifier, EventFilter filter, int queue) throws UaException {
        subscription = new OpcUaSubscription(client, 50.0);
        subscription.create();
        item = OpcUaMonitoredItem.newEventItem(notifier, filter);
        item.setQueueSize(uint(queue));
        item.setEventValueListener((of, values) -> events.add(event(values)));
        subscription.addMonitoredItem(item);
        subscription.createMonitoredItems();
        return this;
    }

    AlarmClient subscribe() throws UaException {
        return subscribe(NodeIds.Server, filter(), 10_000);
    }

    OpcUaSubscription subscription() {
        return subscription;
    }

    OpcUaMonitoredItem item() {
        return item;
    }

    UInteger subscriptionId() {
        return subscription.getSubscriptionId().orElseThrow();
    }

    private static Map<String, Object> event(Variant[] values) {
        Map<String, Object> event = new LinkedHashMap<>();
        List<String> names = List.copyOf(FIELDS.keySet());
        for (int i = 0; i < Math.min(values.length, names.size()); i++) {
            event.put(names.get(i), values[i].value());
        }
        return event;
    }

    List<Map<String, Object>> events() {
        return events;
    }

    /** Events of one type. */
    List<Map<String, Object>> ofType(NodeId type) {
        return events.stream().filter(e -> type.equals(e.get("EventType"))).toList();
    }

    List<Map<String, Object>> ofAlarm(String alarm) {
        return events.stream().filter(e -> alarm.equals(e.get("ConditionName"))).toList();
    }

    /** Waits for that many of an alarm's events, gives the last. */
    Map<String, Object> awaitEvents(String alarm, int count) {
        await().atMost(PATIENCE).until(() -> ofAlarm(alarm).size() >= count);
        return ofAlarm(alarm).get(count - 1);
    }

    /** The refresh that comes next: what stands between its start and its end. */
    List<Map<String, Object>> refresh() throws UaException {
        int before = ofType(NodeIds.RefreshEndEventType).size();
        int from = events.size();
        call(NodeIds.ConditionType, NodeIds.ConditionType_ConditionRefresh, subscriptionId());
        await().atMost(PATIENCE).until(() -> ofType(NodeIds.RefreshEndEventType).size() > before);
        List<Map<String, Object>> refreshed = new ArrayList<>();
        boolean isInside = false;
        for (Map<String, Object> event : events.subList(from, events.size())) {
            isInside &= !NodeIds.RefreshEndEventType.equals(event.get("EventType"));
            if (isInside) {
                refreshed.add(event);
            }
            isInside |= NodeIds.RefreshStartEventType.equals(event.get("EventType"));
        }
        return refreshed;
    }

    /** The status of a call, as the standard names it without its underscore. */
    String call(NodeId object, NodeId method, Object... inputs) throws UaException {
        Variant[] variants = new Variant[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            variants[i] = new Variant(inputs[i]);
        }
        StatusCode status = client.call(List.of(new CallMethodRequest(object, method, variants)))
                .getResults()[0]
                .getStatusCode();
        return name(status);
    }

    static String name(StatusCode status) {
        return StatusCodes.lookup(status.value())
                .map(names -> names[0])
                .orElse("Good")
                .replace("_", "");
    }

    String acknowledge(Map<String, Object> event, String comment) throws UaException {
        return call(
                (NodeId) event.get(CONDITION_ID),
                NodeIds.AcknowledgeableConditionType_Acknowledge,
                event.get("EventId"),
                comment == null ? LocalizedText.NULL_VALUE : LocalizedText.english(comment));
    }

    static ByteString eventId(Map<String, Object> event) {
        return (ByteString) event.get("EventId");
    }

    @Override
    public void close() throws UaException {
        client.disconnect();
    }
}
