package io.ringmain.connectors.opcua.server.condition;

import java.util.Optional;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.events.EventContentFilter;
import org.eclipse.milo.opcua.sdk.server.events.FilterContext;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilterResult;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;

/**
 * What a client wants of events. Milo gives nothing at all to a client that selects one field too many, knows neither And
 * nor Or, and walks the type tree for each field of each event. So it is handed a filter in which all fields are ones that it
 * takes as they are, and no condition: that is looked at here.
 *
 * <p>Thread: any, immutable.
 */
final class Selection {
    /** In place of a path: the NodeId of the condition (OPC 10000-9, 5.5.2.1). */
    static final String CONDITION_ID = "#ConditionId";

    /** More than the fields of any type. */
    private static final int MOST_CLAUSES = 500;

    private static final SimpleAttributeOperand NOTHING = operand("#");

    private final EventFilter filter;
    private final EventFilterResult result;
    private final WhereClause where;

    private Selection(EventFilter filter, EventFilterResult result, WhereClause where) {
        this.filter = filter;
        this.result = result;
        this.where = where;
    }

    /**
     * Checks what a client asks for.
     *
     * @throws UaException when it selects nothing, or when it is too long
     */
    static Selection of(OpcUaServer server, EventFilter wanted) throws UaException {
        FilterContext context = new FilterContext() {
            @Override
            public OpcUaServer getServer() {
                return server;
            }

            @Override
            public Optional<Session> getSession() {
                return Optional.empty();
            }
        };
        if (wanted.getSelectClauses() != null && wanted.getSelectClauses().length > MOST_CLAUSES) {
            throw new UaException(StatusCodes.Bad_EventFilterInvalid);
        }
        ContentFilter everything = new ContentFilter(new ContentFilterElement[0]);
        StatusCode[] selected = EventContentFilter.validate(
                        context, new EventFilter(wanted.getSelectClauses(), everything))
                .getSelectClauseResults();
        SimpleAttributeOperand[] clauses = wanted.getSelectClauses().clone();
        for (int i = 0; i < clauses.length; i++) {
            clauses[i] = selected[i].isGood() ? plain(clauses[i]) : NOTHING;
        }
        WhereClause where = WhereClause.of(context, wanted.getWhereClause());
        EventFilterResult result = new EventFilterResult(selected, null, where.result());
        return new Selection(new EventFilter(clauses, everything), result, where);
    }

    private static SimpleAttributeOperand plain(SimpleAttributeOperand clause) {
        QualifiedName[] path = clause.getBrowsePath();
        if (path != null && path.length > 0) {
            return new SimpleAttributeOperand(
                    NodeIds.BaseEventType, path, clause.getAttributeId(), clause.getIndexRange());
        }
        return isConditionId(clause) ? operand(CONDITION_ID) : clause;
    }

    /** The NodeId attribute of a condition itself. */
    static boolean isConditionId(SimpleAttributeOperand clause) {
        QualifiedName[] path = clause.getBrowsePath();
        NodeId type = clause.getTypeDefinitionId();
        return (path == null || path.length == 0)
                && AttributeId.NodeId.isEqual(clause.getAttributeId())
                && type != null
                && !type.equals(NodeIds.BaseEventType);
    }

    private static SimpleAttributeOperand operand(String name) {
        QualifiedName[] path = {new QualifiedName(0, name)};
        return new SimpleAttributeOperand(NodeIds.BaseEventType, path, AttributeId.Value.uid(), null);
    }

    /** What Milo is told. */
    EventFilter filter() {
        return filter;
    }

    /** What the client is told. */
    EventFilterResult result() {
        return result;
    }

    /** Whether its condition can be looked at at all. */
    boolean isSound() {
        return where.isSound();
    }

    boolean matches(ServedEvent event) {
        return where.matches(event);
    }
}
