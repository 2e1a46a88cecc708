package io.ringmain.connectors.opcua.server.history;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.connectors.opcua.server.space.ServedVariable;
import io.ringmain.core.spi.HistoryUnavailableException;
import io.ringmain.core.tag.TagDefinition;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.servicesets.AbstractServiceSet;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HistoryRead service. Thread: one that may wait for the historian. */
public final class HistoryService {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryService.class);

    private final OpcUaServer server;
    private final ServedSite site;
    private final Function<NodeId, ServedNode> nodes;
    private final HistoryPoints points;
    private final int mostNodes;
    private final int mostValues;

    /**
     * @param nodes finds a node as of now, null when there is none
     * @param mostNodes nodes in one request
     * @param mostPoints reads of one session that may be gone on with
     * @param mostValues values in one response, over all its nodes
     */
    public HistoryService(
            ServedSite site, Function<NodeId, ServedNode> nodes, int mostNodes, int mostPoints, int mostValues) {
        server = site.server();
        this.site = site;
        this.nodes = nodes;
        this.mostNodes = mostNodes;
        this.mostValues = mostValues;
        points = new HistoryPoints(mostPoints);
    }

    /** Forgets where reads of sessions go on that are gone. */
    public void keepOnly(Set<NodeId> sessions) {
        points.keepOnly(sessions);
    }

    public HistoryReadResponse read(Session session, HistoryReadRequest request) throws UaException {
        HistoryReadValueId[] ids = request.getNodesToRead();
        if (ids == null || ids.length == 0) {
            throw new UaException(StatusCodes.Bad_NothingToDo);
        }
        if (ids.length > mostNodes) {
            throw new UaException(StatusCodes.Bad_TooManyOperations);
        }
        HistoryReadResult[] results = new HistoryReadResult[ids.length];
        if (request.getReleaseContinuationPoints()) {
            for (int i = 0; i < ids.length; i++) {
                points.take(session.getSessionId(), point(ids[i]));
                results[i] = new HistoryReadResult(StatusCode.GOOD, ByteString.NULL_VALUE, null);
            }
        } else {
            HistoryReadDetails details = details(request);
            int room = mostValues;
            for (int i = 0; i < ids.length; i++) {
                // each node gets its share of what the earlier ones have left
                int limit = Math.max(1, room / (ids.length - i));
                Outcome outcome = read(session, details, ids, i, limit);
                results[i] = outcome.result();
                room = Math.max(0, room - outcome.values());
            }
        }
        return new HistoryReadResponse(
                AbstractServiceSet.createResponseHeader(request), results, new DiagnosticInfo[0]);
    }

    private record Outcome(HistoryReadResult result, int values) {}

    private HistoryReadDetails details(HistoryReadRequest request) throws UaException {
        try {
            if (request.getHistoryReadDetails() != null
                    && request.getHistoryReadDetails().decode(server.getStaticEncodingContext())
                            instanceof HistoryReadDetails details) {
                return details;
            }
        } catch (UaSerializationException e) {
            throw new UaException(StatusCodes.Bad_HistoryOperationInvalid, e);
        }
        throw new UaException(StatusCodes.Bad_HistoryOperationInvalid);
    }

    private static ByteString point(HistoryReadValueId id) {
        return id.getContinuationPoint() == null ? ByteString.NULL_VALUE : id.getContinuationPoint();
    }

    private Outcome read(Session session, HistoryReadDetails details, HistoryReadValueId[] ids, int index, int limit) {
        try {
            ByteString point = point(ids[index]);
            Page.Reader reader;
            if (point.isNull() || point.length() == 0) {
                reader = HistoryReads.reader(samples(session, ids[index]), details, index, ids.length);
            } else {
                reader = points.take(session.getSessionId(), point);
                if (reader == null) {
                    throw new UaException(StatusCodes.Bad_ContinuationPointInvalid);
                }
            }
            return answer(session, reader.read(limit));
        } catch (UaException e) {
            return failed(e.getStatusCode().value());
        } catch (HistoryUnavailableException e) {
            return failed(StatusCodes.Bad_ResourceUnavailable);
        } catch (IllegalArgumentException e) {
            return failed(StatusCodes.Bad_TooManyOperations); // more samples than can be read for it
        } catch (RuntimeException e) {
            LOG.error("history of {} could not be read", ids[index].getNodeId(), e);
            return failed(StatusCodes.Bad_InternalError);
        }
    }

    private static Outcome failed(long statusCode) {
        return new Outcome(new HistoryReadResult(new StatusCode(statusCode), ByteString.NULL_VALUE, null), 0);
    }

    private StoredSamples samples(Session session, HistoryReadValueId id) throws UaException {
        Caller caller = Caller.of(session);
        ServedNode node = nodes.apply(id.getNodeId());
        if (node == null) {
            throw new UaException(StatusCodes.Bad_NodeIdUnknown);
        }
        if (id.getIndexRange() != null && !id.getIndexRange().isEmpty()) {
            throw new UaException(StatusCodes.Bad_IndexRangeInvalid);
        }
        if (id.getDataEncoding() != null && id.getDataEncoding().isNotNull()) {
            throw new UaException(StatusCodes.Bad_DataEncodingInvalid);
        }
        boolean isRecorded = node instanceof ServedVariable variable
                && variable.tagId() != ServedVariable.NO_TAG
                && (variable.accessLevel() & ServedVariable.HISTORY_READ) != 0;
        if (!isRecorded) {
            throw new UaException(StatusCodes.Bad_HistoryOperationUnsupported);
        }
        ServedVariable variable = (ServedVariable) node;
        if ((variable.userAccessLevel(caller) & ServedVariable.HISTORY_READ) == 0) {
            throw new UaException(StatusCodes.Bad_UserAccessDenied);
        }
        TagDefinition tag = site.plant().site().tag(variable.tagId());
        return new StoredSamples(site.served().history(), tag.name(), tag.isSloped());
    }

    private Outcome answer(Session session, Page page) {
        ByteString point = ByteString.NULL_VALUE;
        if (page.next() != null) {
            point = points.keep(session.getSessionId(), page.next());
            if (point == null) {
                return failed(StatusCodes.Bad_NoContinuationPoints);
            }
        }
        HistoryData data = new HistoryData(page.values().toArray(DataValue[]::new));
        boolean isEmpty = page.values().isEmpty() && page.next() == null;
        return new Outcome(
                new HistoryReadResult(
                        isEmpty ? new StatusCode(StatusCodes.Good_NoData) : StatusCode.GOOD,
                        point,
                        ExtensionObject.encode(server.getStaticEncodingContext(), data)),
                page.values().size());
    }
}
