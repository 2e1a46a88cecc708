package io.ringmain.connectors.opcua.server.condition;

import java.util.Optional;
import org.eclipse.milo.opcua.sdk.core.NumericRange;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.events.FilterContext;
import org.eclipse.milo.opcua.sdk.server.events.OperatorContext;
import org.eclipse.milo.opcua.sdk.server.events.operators.Operators;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElementResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ElementOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.FilterOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;

/**
 * The condition of an event filter (OPC 10000-4, 7.7): all operators but InView and RelatedTo. Comparisons are Milo's, with
 * its conversions; what refers to other elements refers to later ones, so that it ends, and each is looked at once, so that it
 * ends soon.
 *
 * <p>Thread: any, immutable.
 */
final class WhereClause {
    /** More than any client writes, and no depth that a stack can not bear. */
    static final int MOST_ELEMENTS = 200;

    private static final ContentFilterElement[] NONE = {};

    private final FilterContext context;
    private final ContentFilterElement[] elements;
    private final FilterOperand[][] operands;
    private final ContentFilterResult result;
    private final boolean isSound;

    private WhereClause(FilterContext context, ContentFilterElement[] elements) {
        this.context = context;
        this.elements = elements;
        operands = new FilterOperand[elements.length][];
        ContentFilterElementResult[] results = new ContentFilterElementResult[elements.length];
        boolean isGood = true;
        for (int i = 0; i < elements.length; i++) {
            results[i] = check(i);
            isGood &= results[i].getStatusCode().isGood();
        }
        isSound = isGood;
        result = new ContentFilterResult(results, null);
    }

    /** @throws UaException when it has too many elements */
    static WhereClause of(FilterContext context, ContentFilter filter) throws UaException {
        ContentFilterElement[] elements = filter == null || filter.getElements() == null ? NONE : filter.getElements();
        if (elements.length > MOST_ELEMENTS) {
            throw new UaException(StatusCodes.Bad_EventFilterInvalid);
        }
        return new WhereClause(context, elements);
    }

    ContentFilterResult result() {
        return result;
    }

    boolean isSound() {
        return isSound;
    }

    private ContentFilterElementResult check(int index) {
        ExtensionObject[] encoded = elements[index].getFilterOperands();
        int count = encoded == null ? 0 : encoded.length;
        operands[index] = new FilterOperand[count];
        StatusCode[] codes = new StatusCode[count];
        long status = statusOf(elements[index].getFilterOperator(), count);
        for (int i = 0; i < count; i++) {
            codes[i] = new StatusCode(checkOperand(index, i, encoded[i]));
            status = codes[i].isGood() || status != 0 ? status : StatusCodes.Bad_FilterOperandInvalid;
        }
        return new ContentFilterElementResult(new StatusCode(status), codes, null);
    }

    private static long statusOf(FilterOperator operator, int count) {
        if (operator == null) {
            return StatusCodes.Bad_FilterOperatorInvalid;
        }
        boolean isCounted = switch (operator) {
            case IsNull, Not, OfType -> count == 1;
            case Between -> count == 3;
            case InList -> count >= 2;
            default -> count == 2;
        };
        return switch (operator) {
            case InView, RelatedTo -> StatusCodes.Bad_FilterOperatorUnsupported;
            default -> isCounted ? 0 : StatusCodes.Bad_FilterOperandCountMismatch;
        };
    }

    private long checkOperand(int index, int number, ExtensionObject encoded) {
        Object decoded;
        try {
            decoded =
                    encoded == null ? null : encoded.decode(context.getServer().getStaticEncodingContext());
        } catch (RuntimeException e) {
            return StatusCodes.Bad_FilterOperandInvalid;
        }
        if (decoded instanceof ElementOperand element) {
            long target = element.getIndex().longValue();
            if (target <= index || target >= elements.length) {
                return StatusCodes.Bad_FilterOperandInvalid;
            }
        } else if (!(decoded instanceof LiteralOperand) && !(decoded instanceof SimpleAttributeOperand)) {
            return StatusCodes.Bad_FilterOperandInvalid;
        }
        operands[index][number] = (FilterOperand) decoded;
        return 0;
    }

    /** Whether the event passes; what can not be decided does not (OPC 10000-4, 7.7.1). */
    boolean matches(ServedEvent event) {
        if (elements.length == 0) {
            return true;
        }
        try {
            return Boolean.TRUE.equals(new Evaluation(event).of(0));
        } catch (UaException | RuntimeException e) {
            return false; // a literal that is no value of what it is compared with
        }
    }

    private static Boolean not(Boolean value) {
        return value == null ? null : !value;
    }

    /** Three-valued: OPC 10000-4, table 121. */
    private static Boolean and(Boolean first, Boolean second) {
        if (Boolean.FALSE.equals(first) || Boolean.FALSE.equals(second)) {
            return false;
        }
        return first == null || second == null ? null : Boolean.TRUE;
    }

    private static Boolean like(Object value, Object pattern) {
        return value instanceof String text && pattern instanceof String like ? LikePattern.matches(text, like) : null;
    }

    /** One event looked at. Thread: one. */
    private final class Evaluation implements OperatorContext {
        private final ServedEvent event;
        private final Object[] results = new Object[elements.length];
        private final boolean[] isKnown = new boolean[elements.length];

        Evaluation(ServedEvent event) {
            this.event = event;
        }

        Object of(int index) throws UaException {
            if (!isKnown[index]) {
                results[index] = evaluate(index);
                isKnown[index] = true;
            }
            return results[index];
        }

        private Object evaluate(int index) throws UaException {
            FilterOperand[] of = operands[index];
            return switch (elements[index].getFilterOperator()) {
                case And -> and(truth(of[0]), truth(of[1]));
                case Or -> not(and(not(truth(of[0])), not(truth(of[1]))));
                case Not -> not(truth(of[0]));
                case Equals -> Operators.EQUALS.apply(this, event, of);
                case IsNull -> value(of[0]) == null;
                case GreaterThan -> Operators.GREATER_THAN.apply(this, event, of);
                case LessThan -> Operators.LESS_THAN.apply(this, event, of);
                case GreaterThanOrEqual -> Operators.GREATER_THAN_OR_EQUAL.apply(this, event, of);
                case LessThanOrEqual -> Operators.LESS_THAN_OR_EQUAL.apply(this, event, of);
                case Between ->
                    and(
                            Operators.GREATER_THAN_OR_EQUAL.apply(this, event, new FilterOperand[] {of[0], of[1]}),
                            Operators.LESS_THAN_OR_EQUAL.apply(this, event, new FilterOperand[] {of[0], of[2]}));
                case InList -> isInList(of);
                case Like -> like(value(of[0]), value(of[1]));
                case Cast -> Operators.CAST.apply(this, event, of);
                case BitwiseAnd -> bits(of, true);
                case BitwiseOr -> bits(of, false);
                case OfType -> isOfType(value(of[0]));
                case InView, RelatedTo -> throw new UaException(StatusCodes.Bad_FilterOperatorUnsupported);
            };
        }

        private Boolean truth(FilterOperand operand) throws UaException {
            return value(operand) instanceof Boolean is ? is : null;
        }

        private boolean isInList(FilterOperand[] of) throws UaException {
            for (int i = 1; i < of.length; i++) {
                FilterOperand[] pair = {of[0], of[i]};
                if (Boolean.TRUE.equals(Operators.EQUALS.apply(this, event, pair))) {
                    return true;
                }
            }
            return false;
        }

        private Object bits(FilterOperand[] of, boolean isAnd) throws UaException {
            Object first = value(of[0]);
            Object second = value(of[1]);
            if (!(first instanceof Number a) || !(second instanceof Number b)) {
                return null;
            }
            return isAnd ? a.longValue() & b.longValue() : a.longValue() | b.longValue();
        }

        private boolean isOfType(Object type) {
            return type instanceof NodeId wanted && isOrIsBelow(event.typeId(), wanted);
        }

        private boolean isOrIsBelow(NodeId type, NodeId above) {
            return type.equals(above) || getServer().getObjectTypeTree().isSubtypeOf(type, above);
        }

        @Override
        public Object resolve(FilterOperand operand, BaseEventTypeNode node) throws UaException {
            return value(operand);
        }

        private Object value(FilterOperand operand) throws UaException {
            if (operand instanceof LiteralOperand literal) {
                return literal.getValue().value();
            }
            if (operand instanceof ElementOperand element) {
                return of(element.getIndex().intValue());
            }
            return attribute((SimpleAttributeOperand) operand);
        }

        private Object attribute(SimpleAttributeOperand operand) throws UaException {
            NodeId type = operand.getTypeDefinitionId();
            if (type != null && !type.equals(NodeIds.BaseEventType) && !isOrIsBelow(event.typeId(), type)) {
                return null;
            }
            if (Selection.isConditionId(operand)) {
                return event.value(Selection.CONDITION_ID);
            }
            if (operand.getBrowsePath() == null || !AttributeId.Value.isEqual(operand.getAttributeId())) {
                return null;
            }
            StringBuilder path = new StringBuilder();
            for (QualifiedName name : operand.getBrowsePath()) {
                if (name.namespaceIndex().intValue() != 0) {
                    return null;
                }
                path.append(path.isEmpty() ? "" : "/").append(name.name());
            }
            Object value = event.value(path.toString());
            String range = operand.getIndexRange();
            return value == null || range == null || range.isEmpty()
                    ? value
                    : NumericRange.readFromValueAtRange(new Variant(value), NumericRange.parse(range));
        }

        @Override
        public ContentFilterElement[] getElements() {
            return elements;
        }

        @Override
        public OpcUaServer getServer() {
            return context.getServer();
        }

        @Override
        public Optional<Session> getSession() {
            return context.getSession();
        }
    }
}
