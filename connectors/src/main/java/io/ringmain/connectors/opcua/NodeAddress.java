package io.ringmain.connectors.opcua;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;

/**
 * An address of a tag: a node, and what is taken of its value.
 *
 * <pre>
 *   ns=2;s=Area.Tag                     the value
 *   nsu=http://maker/plc;s=Area.Tag     the same, by the namespace's name, whatever index it has at present
 *   ns=2;s=Curve#[3]   ns=2;s=Curve#[0:9]   ns=2;s=Table#[1,2]     an element or a range, cut out by the server
 *   ns=2;s=Pump.Data#motor.speed        a field of a structure
 *   ns=2;s=Line#[2].motors[0].speed     both
 * </pre>
 *
 * <p>Brackets in a NodeId are its own, as many controllers use them; a {@code #} in one is written twice.
 *
 * @param node as it is written
 * @param indexRange NumericRange of OPC 10000-4, 7.27, null for all of the value
 * @param path from the value to the field, empty for the value itself
 */
record NodeAddress(ExpandedNodeId node, String indexRange, List<Step> path) {
    private static final Pattern RANGE =
            Pattern.compile("\\[(\\d{1,9}(?::\\d{1,9})?(?:,\\d{1,9}(?::\\d{1,9})?){0,3})]");
    private static final Pattern STEP = Pattern.compile("([^.\\[\\]#]+)(?:\\[(\\d{1,9})])?");

    /** A field, and perhaps an element of it; {@code index} is -1 for all of it. */
    record Step(String field, int index) {}

    NodeAddress {
        path = List.copyOf(path);
    }

    static NodeAddress of(NodeId node) {
        return new NodeAddress(node.expanded(), null, List.of());
    }

    /** Null when it is not an address. */
    static NodeAddress parse(String text) {
        int hash = delimiter(text);
        String node = (hash < 0 ? text : text.substring(0, hash)).trim().replace("##", "#");
        ExpandedNodeId id;
        try {
            id = ExpandedNodeId.parse(node);
        } catch (UaRuntimeException e) {
            return null;
        }
        if (!id.isLocal()) {
            return null;
        }
        return hash < 0
                ? new NodeAddress(id, null, List.of())
                : within(id, text.substring(hash + 1).trim());
    }

    /** The first lonely #, -1 when there is none. */
    private static int delimiter(String text) {
        for (int i = text.indexOf('#'); i >= 0; i = text.indexOf('#', i + 2)) {
            if (i + 1 == text.length() || text.charAt(i + 1) != '#') {
                return i;
            }
        }
        return -1;
    }

    private static NodeAddress within(ExpandedNodeId id, String text) {
        String range = null;
        String rest = text;
        Matcher matcher = RANGE.matcher(text);
        if (matcher.lookingAt()) {
            range = matcher.group(1);
            rest = text.substring(matcher.end());
            if (!isRising(range)) {
                return null;
            }
            if (rest.isEmpty()) {
                return new NodeAddress(id, range, List.of());
            }
            if (rest.charAt(0) != '.') {
                return null;
            }
            rest = rest.substring(1);
        }
        List<Step> path = new ArrayList<>();
        for (String part : rest.split("\\.", -1)) {
            Matcher step = STEP.matcher(part.trim());
            if (!step.matches()) {
                return null;
            }
            path.add(new Step(step.group(1), step.group(2) == null ? -1 : Integer.parseInt(step.group(2))));
        }
        return new NodeAddress(id, range, path);
    }

    /** The standard forbids ranges of one element, and those that fall. */
    private static boolean isRising(String range) {
        for (String dimension : range.split(",")) {
            int colon = dimension.indexOf(':');
            if (colon >= 0
                    && Integer.parseInt(dimension.substring(0, colon))
                            >= Integer.parseInt(dimension.substring(colon + 1))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the range is one element, so that what the server sends is an array of one. */
    boolean isElement() {
        return indexRange != null && indexRange.indexOf(':') < 0;
    }

    /** Whether it takes the value as it is. */
    boolean isPlain() {
        return indexRange == null && path.isEmpty();
    }

    /** As it is written, with the node as given. */
    String text(String nodeText) {
        StringBuilder text = new StringBuilder(nodeText);
        if (indexRange != null) {
            text.append("#[").append(indexRange).append(']');
        }
        for (int i = 0; i < path.size(); i++) {
            text.append(i == 0 && indexRange == null ? '#' : '.')
                    .append(path.get(i).field());
            if (path.get(i).index() >= 0) {
                text.append('[').append(path.get(i).index()).append(']');
            }
        }
        return text.toString();
    }

    /** The node as the server knows it at present, null when it has no such namespace. */
    NodeId resolve(NamespaceTable namespaces) {
        return node.toNodeId(namespaces).orElse(null);
    }
}
