package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.Commands;
import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.connectors.opcua.server.space.NodePart;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.site.SiteAreas;
import io.ringmain.core.site.SitePlan;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DiagnosticInfo;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;

/**
 * Carries out methods of conditions: makes a command of each, sends it through the ring, and answers with its outcome.
 *
 * <p>Thread: any; answers come in OUTCOMES. Must not block.
 */
final class ConditionCalls {
    /** As over REST. */
    static final int LONGEST_COMMENT = 500;

    private static final double NS_PER_MS = 1e6;

    private final ServedSite site;

    ConditionCalls(ServedSite site) {
        this.site = site;
    }

    /** What a call says. */
    private static final class Inputs {
        EventStamp stamp;
        long durationNs;
        String comment = "";
        boolean isCommentNull = true;
    }

    CompletableFuture<CallMethodResult> call(int alarmId, ConditionMethod method, Variant[] given, Caller caller) {
        SitePlan plan = site.plant().site();
        AlarmDefinition alarm = plan.alarm(alarmId);
        if (alarm == null) {
            return refused(StatusCodes.Bad_NodeIdUnknown);
        }
        if (!method.isOf(alarm.policy())) {
            return refused(StatusCodes.Bad_MethodInvalid);
        }
        if (!caller.may(method.permission(), List.of(SiteAreas.of(alarm, plan)))) {
            return refused(StatusCodes.Bad_UserAccessDenied);
        }
        Variant[] values = given == null ? new Variant[0] : given;
        if (values.length != method.inputs().size()) {
            return refused(
                    values.length < method.inputs().size()
                            ? StatusCodes.Bad_ArgumentsMissing
                            : StatusCodes.Bad_TooManyArguments);
        }
        Inputs inputs = new Inputs();
        for (int i = 0; i < values.length; i++) {
            if (!take(method.inputs().get(i), values[i].value(), inputs)) {
                return CompletableFuture.completedFuture(mismatch(values.length, i));
            }
        }
        if (inputs.comment.length() > LONGEST_COMMENT) {
            return refused(StatusCodes.Bad_InvalidArgument);
        }
        long refusal = method.takes(ConditionMethod.Input.EVENT_ID) ? checkEvent(alarmId, method, inputs) : 0;
        return refusal != 0 ? refused(refusal) : submit(alarmId, method, inputs, caller);
    }

    private static boolean take(ConditionMethod.Input input, Object value, Inputs into) {
        switch (input) {
            case EVENT_ID -> {
                if (value instanceof ByteString bytes) {
                    into.stamp = EventStamp.decode(bytes);
                }
                return value == null || value instanceof ByteString;
            }
            case DURATION -> {
                into.durationNs = value instanceof Double ms ? ns(ms) : 0;
                return value instanceof Double;
            }
            case COMMENT -> {
                if (value instanceof LocalizedText text) {
                    into.comment = text.text() == null ? "" : text.text();
                    // OPC 10000-9, 5.5.6: neither locale nor text leaves the comment as it is
                    into.isCommentNull = into.comment.isEmpty()
                            && (text.locale() == null || text.locale().isEmpty());
                }
                return value == null || value instanceof LocalizedText;
            }
        }
        throw new IllegalStateException("no input " + input);
    }

    /** 0, which is out of every range, for what is no length of time. */
    private static long ns(double ms) {
        return ms > 0 ? (long) Math.min(Long.MAX_VALUE / 4.0, ms * NS_PER_MS) : 0;
    }

    /**
     * Whether the EventId is one of this condition. LOGIC looks whether the occurrence is the present one, but can not be
     * asked for the absence of any, so that is seen to here.
     *
     * @return 0 or why not
     */
    private long checkEvent(int alarmId, ConditionMethod method, Inputs inputs) {
        EventStamp stamp = inputs.stamp;
        if (stamp == null
                || stamp.alarmId() != alarmId
                || stamp.occurrence() > stamp.sequence()
                || stamp.sequence() > site.plant().journaledSequence()) {
            return StatusCodes.Bad_EventIdUnknown;
        }
        if (method == ConditionMethod.ADD_COMMENT || stamp.occurrence() != 0) {
            return 0;
        }
        AlarmSnapshot state = new AlarmSnapshot();
        if (!site.plant().alarms().read(alarmId, state) || state.occurrence != 0) {
            return StatusCodes.Bad_EventIdUnknown;
        }
        if (!state.isEnabled) {
            return StatusCodes.Bad_ConditionDisabled;
        }
        return method == ConditionMethod.ACKNOWLEDGE
                ? StatusCodes.Bad_ConditionBranchAlreadyAcked
                : StatusCodes.Bad_ConditionBranchAlreadyConfirmed;
    }

    private CompletableFuture<CallMethodResult> submit(
            int alarmId, ConditionMethod method, Inputs inputs, Caller caller) {
        if (method == ConditionMethod.ADD_COMMENT && inputs.isCommentNull) {
            return refused(StatusCodes.Good);
        }
        boolean isReasonNeeded = switch (method.kind()) {
            case SHELVE, SHELVE_ONE_SHOT, REMOVE_FROM_SERVICE, RETURN_TO_SERVICE -> true;
            default -> false;
        };
        String reason = isReasonNeeded && inputs.comment.isBlank() ? Remark.NO_REASON : inputs.comment;
        long occurrence = inputs.stamp == null ? 0 : inputs.stamp.occurrence();
        Commands.Order order =
                new Commands.Order(method.kind(), alarmId, occurrence, null, 0, "", inputs.durationNs, 0, reason);
        return site.commands()
                .send(order, caller)
                .thenApply(outcome ->
                        new CallMethodResult(DataValues.status(Commands.statusOf(outcome)), null, null, null));
    }

    private static CallMethodResult mismatch(int count, int wrong) {
        StatusCode[] codes = new StatusCode[count];
        for (int i = 0; i < count; i++) {
            codes[i] = i == wrong ? new StatusCode(StatusCodes.Bad_TypeMismatch) : StatusCode.GOOD;
        }
        return new CallMethodResult(
                new StatusCode(StatusCodes.Bad_InvalidArgument), codes, new DiagnosticInfo[0], new Variant[0]);
    }

    private static CompletableFuture<CallMethodResult> refused(long statusCode) {
        return CompletableFuture.completedFuture(NodePart.refused(statusCode));
    }
}
