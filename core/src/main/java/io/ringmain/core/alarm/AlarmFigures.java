package io.ringmain.core.alarm;

/**
 * A caller-owned copy of the alarm figures of ISA-18.2 and EEMUA 191 as of a moment: they count annunciations, that is alarms
 * that go active and alarms announced again, while nothing hides them from the operator. Reuse one instance per reader.
 *
 * <p>Thread: whoever owns the instance. Allocates: at construction only.
 */
public final class AlarmFigures {
    /** How many of the most frequent alarms are named. */
    public static final int MOST_FREQUENT = 10;
    /** Ten minutes: the interval of most figures. */
    public static final long INTERVAL_NS = 600_000_000_000L;
    /** More annunciations than these in ten minutes begin a flood. */
    public static final int FLOOD_BEGINS_ABOVE = 10;
    /** Fewer than these end it. */
    public static final int FLOOD_ENDS_BELOW = 5;
    /** Three within this time are chattering. */
    public static final long CHATTERING_NS = 60_000_000_000L;
    /** An alarm that is gone within this time, unacknowledged, is fleeting. */
    public static final long FLEETING_NS = 10_000_000_000L;
    /** An alarm that has been active for longer is stale. */
    public static final long STALE_NS = 24L * 3600 * 1_000_000_000L;

    /** Ring time for which they hold, ns. */
    public long nowNs;
    /** No event behind this one is in them. */
    public long sequence;
    /** Ring time since which they count, ns. */
    public long sinceNs;
    /** Annunciations since then. */
    public long annunciations;
    /** The same by priority; index 1 to 4. */
    public final long[] byPriority = new long[5];
    /** In the last ten minutes, to 10 seconds. */
    public int lastTenMinutes;
    /** In the last hour and the last day, in intervals of ten minutes by the clock, the present one among them. */
    public int lastHour;

    public int lastDay;
    /** Most in any ten minutes, to 10 seconds. */
    public long mostInTenMinutes;
    /** Intervals of ten minutes by the clock that are over, and those of them with more than ten annunciations. */
    public long intervals;

    public long intervalsAboveTen;

    public boolean isFlood;
    /** Floods that have begun, and the time they took, the present one included. */
    public long floods;

    public long floodNs;

    /** Annunciations that were at least the third of their alarm within 60 s. */
    public long chatteringAnnunciations;
    /** Alarms whose last three annunciations came within 60 s, the last of them in the last 60 s. */
    public int chatteringNow;
    /** Returns to normal within 10 s, unacknowledged. */
    public long fleeting;
    /** Alarms active for more than 24 h, whatever hides them. */
    public int stale;

    /** Alarms by the state that is shown; indexed by {@link AlarmState#code()}. Disabled ones count as disabled only. */
    public final long[] byState = new long[9];

    public long disabled;

    /** Acknowledgements, and the times by which that share of them had come, ns; 0 when there was none. */
    public long acknowledgements;

    public long acknowledgedMedianNs;
    public long acknowledged90Ns;
    public long acknowledged99Ns;

    /** Ids of the most frequent alarms, most frequent first; -1 where there are fewer. */
    public final int[] mostFrequent = new int[MOST_FREQUENT];

    public final long[] mostFrequentCounts = new long[MOST_FREQUENT];

    /** Puts an alarm among the most frequent ones if it belongs there; the first of equals stays before. */
    public void rank(int alarmId, long count) {
        int place = MOST_FREQUENT;
        while (place > 0 && count > mostFrequentCounts[place - 1]) {
            place--;
        }
        if (place < MOST_FREQUENT) {
            int behind = MOST_FREQUENT - place - 1;
            System.arraycopy(mostFrequent, place, mostFrequent, place + 1, behind);
            System.arraycopy(mostFrequentCounts, place, mostFrequentCounts, place + 1, behind);
            mostFrequent[place] = alarmId;
            mostFrequentCounts[place] = count;
        }
    }

    /** Alarms that an operator sees as not normal. */
    public long standing() {
        long sum = 0;
        for (int code = AlarmState.UNACK.code(); code <= AlarmState.LTACK.code(); code++) {
            sum += byState[code];
        }
        return sum;
    }

    /** Share of all annunciations that the most frequent alarms have, 0 to 1. */
    public double shareOfMostFrequent() {
        long sum = 0;
        for (long count : mostFrequentCounts) {
            sum += count;
        }
        return annunciations == 0 ? 0 : (double) sum / annunciations;
    }
}
