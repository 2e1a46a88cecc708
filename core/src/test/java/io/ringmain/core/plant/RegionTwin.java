package io.ringmain.core.plant;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.ring.Command;
import java.util.function.LongConsumer;

/** One alarm, naively: a flag for each thing that can be said of it. Knows the definition and nothing of the core's tables. */
final class RegionTwin {
    private static final long YEAR_NS = 366L * 24 * 3600 * 1_000_000_000L;

    /** The alarms' limit. */
    static final double LIMIT = 50;

    final int id;
    final AlarmDefinition alarm;
    private final AlarmPolicy policy;
    private final FirstOutTwin group;
    private final LongConsumer onEnabled;

    private boolean isActive;
    private boolean isAcked = true;
    private boolean isConfirmed = true;
    private boolean isLatched;
    private boolean isSilenced;
    private boolean isDisabled;
    private boolean isSuppressedByCommand;
    private boolean isSuppressedByExpression;
    private boolean isSuppressedByGroup;
    private boolean isOutOfService;
    private String shelf = "";
    private long beginNs;
    private long endNs;
    private long reAlarmNs;
    private long occurrences;
    private double value;

    RegionTwin(int id, AlarmDefinition alarm, FirstOutTwin group) {
        this.id = id;
        this.alarm = alarm;
        this.group = group;
        policy = alarm.policy();
        onEnabled = this::look;
    }

    /** An alarm whose condition another twin knows, which is told when to look at it again. */
    RegionTwin(int id, AlarmDefinition alarm, FirstOutTwin group, LongConsumer onEnabled) {
        this.id = id;
        this.alarm = alarm;
        this.group = group;
        this.onEnabled = onEnabled;
        policy = alarm.policy();
    }

    boolean isActive() {
        return isActive;
    }

    boolean isAcknowledged() {
        return isAcked;
    }

    boolean isDisabled() {
        return isDisabled;
    }

    private String base() {
        if (isActive) {
            return isAcked ? "ACKED" : "UNACK";
        }
        if (isLatched) {
            return isAcked ? "LTACK" : "LTUNK";
        }
        return isAcked ? "NORM" : "RTNUN";
    }

    private boolean isCovered() {
        return isOutOfService
                || isSuppressedByCommand
                || isSuppressedByExpression
                || isSuppressedByGroup
                || shelf.equals("timed")
                || shelf.equals("one-shot");
    }

    boolean isStanding() {
        return !isDisabled && !isCovered() && !base().equals("NORM");
    }

    /** In the words of {@link AlarmScript#describe}, and more. */
    String describe() {
        boolean isSuppressed = isSuppressedByCommand || isSuppressedByExpression || isSuppressedByGroup;
        boolean isShelved = shelf.equals("timed") || shelf.equals("one-shot");
        String shown = isOutOfService ? "OOSRV" : isSuppressed ? "DSUPR" : isShelved ? "SHLVD" : base();
        return shown
                + (shown.equals(base()) ? "" : "/" + base())
                + (isConfirmed ? "" : " unconfirmed")
                + (isSilenced ? " silenced" : "")
                + (shelf.equals("planned") ? " planned" : "")
                + (shelf.equals("one-shot") ? " one-shot" : "")
                + (isDisabled ? " disabled" : "")
                + (group.isFirst(this) ? " first" : "")
                + " until " + endNs + " again " + reAlarmNs + " #" + occurrences;
    }

    /** What happens, and what that does to the first-out mark. */
    private void step(long nowNs, Runnable change) {
        step(nowNs, nowNs, change);
    }

    private void step(long nowNs, long conditionNs, Runnable change) {
        boolean wasStanding = isStanding();
        boolean wasCovered = isCovered();
        change.run();
        boolean isUncovered = wasCovered && !isCovered() && !isDisabled;
        if (isUncovered && policy.isReannounced() && policy.isAckRequired() && isActive) {
            announce();
        }
        settleReAlarm(nowNs);
        group.onChange(this, wasStanding, isStanding(), conditionNs);
    }

    private void announce() {
        isAcked = !policy.isAckRequired();
        isConfirmed = isConfirmed || policy.isAckRequired();
        isSilenced = isSilenced && isAcked;
    }

    private void settleReAlarm(long nowNs) {
        boolean waits = isActive && isAcked && !isDisabled && policy.isAckRequired() && policy.reAlarmNs() > 0;
        if (!waits) {
            reAlarmNs = 0;
        } else if (reAlarmNs == 0) {
            reAlarmNs = nowNs + policy.reAlarmNs();
        }
    }

    void onValue(double next, long nowNs) {
        value = next;
        look(nowNs);
    }

    private void look(long nowNs) {
        boolean holds = value >= LIMIT;
        if (isDisabled || holds == isActive) {
            return;
        }
        if (holds) {
            raise(nowNs, nowNs);
        } else {
            clear(nowNs);
        }
    }

    void raise(long conditionNs, long nowNs) {
        step(nowNs, conditionNs, () -> {
            isActive = true;
            isLatched = false;
            isConfirmed = true;
            isSilenced = false;
            isAcked = !policy.isAckRequired();
            occurrences++;
        });
    }

    void clear(long nowNs) {
        step(nowNs, () -> {
            isActive = false;
            isLatched = policy.isLatching();
            isSilenced = isSilenced && !isAcked;
            endShelf(shelf.equals("one-shot"));
        });
    }

    /** A more severe level, or the other side. */
    void announceAgain(long nowNs) {
        step(nowNs, this::announce);
    }

    private void endShelf(boolean isOver) {
        if (isOver) {
            shelf = "";
            beginNs = 0;
            endNs = 0;
        }
    }

    /** Next moment at which time alone does something, 0 for none; shelves come before re-alarms. */
    long nextNs(boolean isShelf) {
        return isShelf ? (beginNs != 0 ? beginNs : endNs) : reAlarmNs;
    }

    void onTime(boolean isShelf, long nowNs) {
        step(nowNs, () -> {
            if (!isShelf) {
                reAlarmNs = 0;
                announce();
            } else if (shelf.equals("planned")) {
                shelf = "timed";
                beginNs = 0;
            } else {
                endShelf(true);
            }
        });
    }

    void onExpression(boolean suppresses, long nowNs) {
        step(nowNs, () -> isSuppressedByExpression = suppresses);
    }

    void onGroup(boolean suppresses, long nowNs) {
        step(nowNs, () -> isSuppressedByGroup = suppresses);
    }

    /** Does what is legal; gives the name of the code. */
    String command(Command.Kind kind, long fromNs, long durationNs, String reason, long nowNs) {
        String refusal = refusal(kind, fromNs, durationNs, reason, nowNs);
        if (refusal.isEmpty()) {
            step(nowNs, () -> carryOut(kind, fromNs, durationNs, nowNs));
            if (kind == Command.Kind.ENABLE) {
                onEnabled.accept(nowNs);
            }
        }
        return refusal.isEmpty() ? "Good" : refusal;
    }

    private String refusal(Command.Kind kind, long fromNs, long durationNs, String reason, long nowNs) {
        boolean isShelve = kind == Command.Kind.SHELVE || kind == Command.Kind.SHELVE_ONE_SHOT;
        boolean isService = kind == Command.Kind.REMOVE_FROM_SERVICE || kind == Command.Kind.RETURN_TO_SERVICE;
        if ((isShelve || isService || kind == Command.Kind.COMMENT) && reason.isBlank()) {
            return "BadInvalidArgument";
        }
        if (kind == Command.Kind.SHELVE_ONE_SHOT && (fromNs != 0 || durationNs != 0)) {
            return "BadInvalidArgument";
        }
        long begin = fromNs == 0 ? nowNs : fromNs;
        boolean isTime = durationNs > 0 && begin + durationNs > nowNs && begin <= nowNs + YEAR_NS;
        if (isShelve && policy.maxShelveNs() == 0
                || kind == Command.Kind.SHELVE && (!isTime || durationNs > policy.maxShelveNs())) {
            return "BadShelvingTimeOutOfRange";
        }
        if (kind == Command.Kind.ENABLE) {
            return isDisabled ? "" : "BadConditionAlreadyEnabled";
        }
        if (isDisabled) {
            return kind == Command.Kind.DISABLE ? "BadConditionAlreadyDisabled" : "BadConditionDisabled";
        }
        boolean isPlan = kind == Command.Kind.SHELVE && begin > nowNs;
        return switch (kind) {
            case ACKNOWLEDGE -> isAcked ? "BadConditionBranchAlreadyAcked" : "";
            case CONFIRM -> isConfirmed ? "BadConditionBranchAlreadyConfirmed" : "";
            case RESET -> isLatched && isAcked && isConfirmed ? "" : "BadInvalidState";
            case SILENCE -> isAcked ? "BadInvalidState" : "";
            case SHELVE, SHELVE_ONE_SHOT -> {
                String wanted = kind == Command.Kind.SHELVE ? "timed" : "one-shot";
                boolean isFree = isPlan ? shelf.isEmpty() : !shelf.equals(wanted) && !shelf.equals("planned");
                yield isFree ? "" : "BadConditionAlreadyShelved";
            }
            case UNSHELVE -> shelf.isEmpty() ? "BadConditionNotShelved" : "";
            case SUPPRESS -> isSuppressedByCommand ? "BadInvalidState" : "";
            case UNSUPPRESS -> isSuppressedByCommand ? "" : "BadInvalidState";
            case REMOVE_FROM_SERVICE -> isOutOfService ? "BadInvalidState" : "";
            case RETURN_TO_SERVICE -> isOutOfService ? "" : "BadInvalidState";
            default -> "";
        };
    }

    private void carryOut(Command.Kind kind, long fromNs, long durationNs, long nowNs) {
        switch (kind) {
            case ACKNOWLEDGE -> {
                isAcked = true;
                isSilenced = false;
                isConfirmed = !policy.isConfirmRequired();
            }
            case CONFIRM -> isConfirmed = true;
            case RESET -> isLatched = false;
            case SILENCE -> isSilenced = true;
            case SHELVE -> {
                boolean isPlan = fromNs > nowNs;
                shelf = isPlan ? "planned" : "timed";
                beginNs = isPlan ? fromNs : 0;
                endNs = (fromNs == 0 ? nowNs : fromNs) + durationNs;
            }
            case SHELVE_ONE_SHOT -> {
                shelf = "one-shot";
                endNs = nowNs + policy.maxShelveNs();
            }
            case UNSHELVE -> endShelf(true);
            case SUPPRESS, UNSUPPRESS -> isSuppressedByCommand = kind == Command.Kind.SUPPRESS;
            case REMOVE_FROM_SERVICE, RETURN_TO_SERVICE -> isOutOfService = kind == Command.Kind.REMOVE_FROM_SERVICE;
            case ENABLE, DISABLE -> isDisabled = kind == Command.Kind.DISABLE;
            default -> {}
        }
    }
}
