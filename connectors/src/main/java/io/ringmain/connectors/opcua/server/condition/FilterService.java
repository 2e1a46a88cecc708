package io.ringmain.connectors.opcua.server.condition;

import java.util.IdentityHashMap;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.servicesets.MonitoredItemServiceSet;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.DeleteMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.DeleteMonitoredItemsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ModifyMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ModifyMonitoredItemsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateResult;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemModifyRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemModifyResult;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoringParameters;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.SetMonitoringModeRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.SetMonitoringModeResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.SetTriggeringRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.SetTriggeringResponse;
import org.eclipse.milo.opcua.stack.transport.server.ServiceRequestContext;

/** Takes the event filters out of the requests that make and change monitored items, see {@link Selection}. Thread: Milo's. */
final class FilterService implements MonitoredItemServiceSet {
    /** Milo refuses an item with it, with the code that the client is to get. */
    private static final EventFilter REFUSED = new EventFilter(null, new ContentFilter(new ContentFilterElement[0]));

    /** Each may hold many events back: more than any client needs, and few enough for all of them to. */
    private static final int MOST_OF_A_SESSION = 20;

    private static final StatusCode TOO_MANY = new StatusCode(StatusCodes.Bad_TooManyMonitoredItems);

    private final OpcUaServer server;
    private final EventItems items;
    private final MonitoredItemServiceSet next;

    FilterService(OpcUaServer server, EventItems items, MonitoredItemServiceSet next) {
        this.server = server;
        this.items = items;
        this.next = next;
    }

    @Override
    public CreateMonitoredItemsResponse onCreateMonitoredItems(
            ServiceRequestContext context, CreateMonitoredItemsRequest request) throws UaException {
        MonitoredItemCreateRequest[] wanted = request.getItemsToCreate();
        if (wanted == null) {
            return next.onCreateMonitoredItems(context, request);
        }
        IdentityHashMap<ReadValueId, Selection> expected = new IdentityHashMap<>();
        MonitoredItemCreateRequest[] plain = wanted.clone();
        Selection[] selections = new Selection[wanted.length];
        boolean[] isTooMany = new boolean[wanted.length];
        Session session = server.getSessionManager().getSession(context, request.getRequestHeader());
        int room = MOST_OF_A_SESSION - items.countOf(session);
        for (int i = 0; i < wanted.length; i++) {
            MonitoringParameters parameters = wanted[i].getRequestedParameters();
            EventFilter filter = eventFilter(parameters);
            if (filter != null) {
                selections[i] = selection(filter);
                isTooMany[i] = room-- <= 0;
                plain[i] = new MonitoredItemCreateRequest(
                        wanted[i].getItemToMonitor(),
                        wanted[i].getMonitoringMode(),
                        with(parameters, isTooMany[i] ? REFUSED : plain(selections[i])));
                expected.put(wanted[i].getItemToMonitor(), selections[i]);
            }
        }
        items.expect(expected);
        try {
            CreateMonitoredItemsResponse response = next.onCreateMonitoredItems(
                    context,
                    new CreateMonitoredItemsRequest(
                            request.getRequestHeader(),
                            request.getSubscriptionId(),
                            request.getTimestampsToReturn(),
                            plain));
            return new CreateMonitoredItemsResponse(
                    response.getResponseHeader(),
                    withResults(response.getResults(), selections, isTooMany),
                    response.getDiagnosticInfos());
        } finally {
            items.expectNothing();
        }
    }

    private MonitoredItemCreateResult[] withResults(
            MonitoredItemCreateResult[] results, Selection[] selections, boolean[] isTooMany) {
        for (int i = 0; results != null && i < results.length; i++) {
            if (selections[i] != null) {
                MonitoredItemCreateResult made = results[i];
                results[i] = new MonitoredItemCreateResult(
                        isTooMany[i] ? TOO_MANY : made.getStatusCode(),
                        made.getMonitoredItemId(),
                        made.getRevisedSamplingInterval(),
                        made.getRevisedQueueSize(),
                        encode(selections[i]));
            }
        }
        return results;
    }

    @Override
    public ModifyMonitoredItemsResponse onModifyMonitoredItems(
            ServiceRequestContext context, ModifyMonitoredItemsRequest request) throws UaException {
        MonitoredItemModifyRequest[] wanted = request.getItemsToModify();
        if (wanted == null) {
            return next.onModifyMonitoredItems(context, request);
        }
        MonitoredItemModifyRequest[] plain = wanted.clone();
        Selection[] selections = new Selection[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            MonitoringParameters parameters = wanted[i].getRequestedParameters();
            EventFilter filter = eventFilter(parameters);
            if (filter != null) {
                selections[i] = selection(filter);
                plain[i] = new MonitoredItemModifyRequest(
                        wanted[i].getMonitoredItemId(), with(parameters, plain(selections[i])));
            }
        }
        ModifyMonitoredItemsResponse response = next.onModifyMonitoredItems(
                context,
                new ModifyMonitoredItemsRequest(
                        request.getRequestHeader(),
                        request.getSubscriptionId(),
                        request.getTimestampsToReturn(),
                        plain));
        MonitoredItemModifyResult[] results = response.getResults();
        for (int i = 0; results != null && i < results.length; i++) {
            if (selections[i] != null) {
                MonitoredItemModifyResult made = results[i];
                if (made.getStatusCode().isGood()) {
                    items.replace(request.getSubscriptionId(), wanted[i].getMonitoredItemId(), selections[i]);
                }
                results[i] = new MonitoredItemModifyResult(
                        made.getStatusCode(),
                        made.getRevisedSamplingInterval(),
                        made.getRevisedQueueSize(),
                        encode(selections[i]));
            }
        }
        return response;
    }

    /** Null when it has none, or one that can not be read: Milo has the answer for those. */
    private EventFilter eventFilter(MonitoringParameters parameters) {
        ExtensionObject encoded = parameters.getFilter();
        try {
            boolean isNone = encoded == null || encoded.isNull();
            return !isNone && encoded.decode(server.getStaticEncodingContext()) instanceof EventFilter filter
                    ? filter
                    : null;
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** Null when there is nothing to be selected by it. */
    private Selection selection(EventFilter filter) {
        try {
            return Selection.of(server, filter);
        } catch (UaException e) {
            return null;
        }
    }

    /** What Milo is told in place of what is wanted. */
    private static EventFilter plain(Selection selection) {
        return selection != null && selection.isSound() ? selection.filter() : REFUSED;
    }

    private MonitoringParameters with(MonitoringParameters parameters, EventFilter filter) {
        return new MonitoringParameters(
                parameters.getClientHandle(),
                parameters.getSamplingInterval(),
                ExtensionObject.encode(server.getStaticEncodingContext(), filter),
                parameters.getQueueSize(),
                parameters.getDiscardOldest());
    }

    private ExtensionObject encode(Selection selection) {
        return ExtensionObject.encode(server.getStaticEncodingContext(), selection.result());
    }

    @Override
    public DeleteMonitoredItemsResponse onDeleteMonitoredItems(
            ServiceRequestContext context, DeleteMonitoredItemsRequest request) throws UaException {
        return next.onDeleteMonitoredItems(context, request);
    }

    @Override
    public SetMonitoringModeResponse onSetMonitoringMode(
            ServiceRequestContext context, SetMonitoringModeRequest request) throws UaException {
        return next.onSetMonitoringMode(context, request);
    }

    @Override
    public SetTriggeringResponse onSetTriggering(ServiceRequestContext context, SetTriggeringRequest request)
            throws UaException {
        return next.onSetTriggering(context, request);
    }
}
