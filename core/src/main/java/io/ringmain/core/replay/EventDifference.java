package io.ringmain.core.replay;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import java.util.Arrays;

/** What is different between two records of one sequence; empty when nothing is. Thread: any, pure. */
final class EventDifference {
    private EventDifference() {}

    /** Of what came in. What executes an epoch is no input. */
    static String ofInputs(Event first, Event second) {
        if (first.kind != second.kind) {
            return told("kind", EventKind.name(first.kind), EventKind.name(second.kind));
        }
        if (first.ingressTimeNs != second.ingressTimeNs) {
            return told("ring time", first.ingressTimeNs, second.ingressTimeNs);
        }
        if (first.source != second.source) {
            return told("source", first.source, second.source);
        }
        if (first.target != second.target) {
            return told("target", first.target, second.target);
        }
        if (first.statusCode != second.statusCode) {
            return told("status", Integer.toHexString(first.statusCode), Integer.toHexString(second.statusCode));
        }
        if (first.sourceTimeNs != second.sourceTimeNs) {
            return told("source time", first.sourceTimeNs, second.sourceTimeNs);
        }
        if (!isSameValue(first, second)) {
            return told("value", value(first), value(second));
        }
        if (first.command == null ? second.command != null : !first.command.equals(second.command)) {
            return told("command", first.command, second.command);
        }
        boolean isConfiguration = first.kind == EventKind.CONFIG;
        return isConfiguration && !Arrays.equals(first.configuration, second.configuration)
                ? told(
                        "configuration",
                        first.configuration.length + " bytes",
                        second.configuration.length + " other bytes")
                : "";
    }

    private static boolean isSameValue(Event first, Event second) {
        return first.valueType == second.valueType
                && first.valueBits == second.valueBits
                && Arrays.equals(first.text, 0, first.textLength, second.text, 0, second.textLength)
                && Arrays.equals(first.elements, 0, first.elementCount, second.elements, 0, second.elementCount);
    }

    private static String value(Event event) {
        return "type " + event.valueType + " bits " + Long.toHexString(event.valueBits)
                + (event.textLength == 0 ? "" : " text of " + event.textLength + " bytes")
                + (event.elementCount == 0 ? "" : " " + event.elementCount + " elements");
    }

    /** Of what came of it. */
    static String ofOutcomes(JournalFeed first, JournalFeed second) {
        Event one = first.event();
        Event other = second.event();
        if (one.disposition != other.disposition || one.cause != other.cause) {
            return told(
                    "disposition",
                    one.disposition + " cause " + Integer.toHexString(one.cause),
                    other.disposition + " cause " + Integer.toHexString(other.cause));
        }
        if (first.resultCount() != second.resultCount()) {
            return told("results", first.resultCount(), second.resultCount());
        }
        for (int i = 0; i < first.resultCount(); i++) {
            Result result = first.result(i);
            if (!result.isSameAs(second.result(i))) {
                return told("result " + (i + 1) + " of " + first.resultCount(), result, second.result(i));
            }
        }
        return one.hasHash && other.hasHash && one.stateHash != other.stateHash
                ? told("state hash", Long.toHexString(one.stateHash), Long.toHexString(other.stateHash))
                : "";
    }

    private static String told(String what, Object first, Object second) {
        return what + ": " + first + " in the first, " + second + " in the second";
    }
}
