package io.ringmain.core.alarm;

import static io.ringmain.core.alarm.AlarmInput.ACKNOWLEDGE;
import static io.ringmain.core.alarm.AlarmInput.ACTIVATE;
import static io.ringmain.core.alarm.AlarmInput.REALARM;
import static io.ringmain.core.alarm.AlarmInput.RESET;
import static io.ringmain.core.alarm.AlarmInput.RETURN;
import static io.ringmain.core.alarm.AlarmState.ACKED;
import static io.ringmain.core.alarm.AlarmState.LTACK;
import static io.ringmain.core.alarm.AlarmState.LTUNK;
import static io.ringmain.core.alarm.AlarmState.NORM;
import static io.ringmain.core.alarm.AlarmState.RTNUN;
import static io.ringmain.core.alarm.AlarmState.UNACK;

import io.ringmain.core.tag.Quality;
import java.util.Arrays;

/**
 * The transition table of the base states, ISA-18.2.
 *
 * <p>Thread: any, pure. Allocates: at class loading.
 */
final class AlarmBaseTable {
    private static final int POLICIES = 4;
    private static final int STATES = 6;
    /** ACTIVATE to REALARM: the first inputs. */
    private static final int INPUTS = 5;

    private enum When {
        ALWAYS,
        ACK,
        NO_ACK,
        LATCH,
        NO_LATCH,
        ACK_NO_LATCH,
        NO_ACK_NO_LATCH;

        boolean holds(int policy) {
            boolean ack = (policy & AlarmTransitions.ACK_REQUIRED) != 0;
            boolean latch = (policy & AlarmTransitions.LATCHING) != 0;
            return switch (this) {
                case ALWAYS -> true;
                case ACK -> ack;
                case NO_ACK -> !ack;
                case LATCH -> latch;
                case NO_LATCH -> !latch;
                case ACK_NO_LATCH -> ack && !latch;
                case NO_ACK_NO_LATCH -> !ack && !latch;
            };
        }
    }

    private record Row(AlarmState from, AlarmInput input, When when, AlarmState to, int refusal) {
        static Row to(AlarmState from, AlarmInput input, When when, AlarmState to) {
            return new Row(from, input, when, to, Quality.GOOD);
        }

        static Row refused(AlarmState from, AlarmInput input, int refusal) {
            return new Row(from, input, When.ALWAYS, from, refusal);
        }
    }

    /** Every legal row and every refusal that has a code of its own; any other command is BadInvalidState. */
    private static final Row[] ROWS = {
        Row.to(NORM, ACTIVATE, When.ACK, UNACK),
        Row.to(NORM, ACTIVATE, When.NO_ACK, ACKED),
        Row.to(UNACK, ACKNOWLEDGE, When.ALWAYS, ACKED),
        Row.to(UNACK, RETURN, When.ACK_NO_LATCH, RTNUN),
        Row.to(UNACK, RETURN, When.NO_ACK_NO_LATCH, NORM),
        Row.to(UNACK, RETURN, When.LATCH, LTUNK),
        Row.to(UNACK, REALARM, When.ALWAYS, UNACK),
        Row.to(ACKED, RETURN, When.NO_LATCH, NORM),
        Row.to(ACKED, RETURN, When.LATCH, LTACK),
        Row.to(ACKED, REALARM, When.ACK, UNACK),
        Row.to(ACKED, REALARM, When.NO_ACK, ACKED),
        Row.to(RTNUN, ACKNOWLEDGE, When.ALWAYS, NORM),
        Row.to(RTNUN, ACTIVATE, When.ACK, UNACK),
        Row.to(RTNUN, ACTIVATE, When.NO_ACK, ACKED),
        Row.to(LTUNK, ACKNOWLEDGE, When.ALWAYS, LTACK),
        Row.to(LTUNK, ACTIVATE, When.ACK, UNACK),
        Row.to(LTUNK, ACTIVATE, When.NO_ACK, ACKED),
        Row.to(LTACK, RESET, When.ALWAYS, NORM),
        Row.to(LTACK, ACTIVATE, When.ACK, UNACK),
        Row.to(LTACK, ACTIVATE, When.NO_ACK, ACKED),
        Row.refused(NORM, ACKNOWLEDGE, Quality.BAD_CONDITION_BRANCH_ALREADY_ACKED),
        Row.refused(ACKED, ACKNOWLEDGE, Quality.BAD_CONDITION_BRANCH_ALREADY_ACKED),
        Row.refused(LTACK, ACKNOWLEDGE, Quality.BAD_CONDITION_BRANCH_ALREADY_ACKED),
    };

    private static final int[] TABLE = compile();

    private AlarmBaseTable() {}

    private static int[] compile() {
        int[] table = new int[STATES * INPUTS * POLICIES];
        Arrays.fill(table, Quality.BAD_INVALID_STATE);
        for (Row row : ROWS) {
            for (int policy = 0; policy < POLICIES; policy++) {
                if (row.when().holds(policy)) {
                    int cell = index(row.from().code(), row.input(), policy);
                    if (table[cell] != Quality.BAD_INVALID_STATE) {
                        throw new IllegalStateException("two rows for " + row);
                    }
                    table[cell] = row.refusal() == Quality.GOOD ? row.to().code() : row.refusal();
                }
            }
        }
        return table;
    }

    private static int index(int base, AlarmInput input, int policy) {
        return (base * INPUTS + input.code()) * POLICIES + (policy & POLICIES - 1);
    }

    /** Code of the base state that follows, or the status code with which the input is refused. */
    static int next(int base, AlarmInput input, int policy) {
        return TABLE[index(base, input, policy)];
    }
}
