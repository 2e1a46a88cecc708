package io.ringmain.core.replay;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.site.EpochInfo;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.JournalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Compares two journals record by record, by sequence: what came in, what came of it, and the state hashes. Nothing is
 * executed.
 *
 * <p>Thread: its owner; a second one for each journal reads ahead.
 */
public final class JournalComparison {
    /** Who executed the epochs may differ in every one. */
    private static final int MOST_NOTES = 20;

    /**
     * What came of it.
     *
     * @param firstSequence first sequence that both journals have, 0 when there is none
     * @param lastSequence last sequence that both journals have
     * @param same records that are the same in both
     * @param inputs records of one sequence whose inputs differ
     * @param outcomes records of the same inputs whose results, disposition or state hash differ
     * @param onlyFirst records of sequences that only the first journal has a record of, between both ends
     * @param onlySecond the same of the second
     * @param endFirst last sequence of the first journal
     * @param endSecond last sequence of the second
     * @param divergence the first difference, null when there is none
     * @param notes what is no difference of the records: another begin, another program
     * @param isStopped whether it was stopped before the end
     */
    public record Report(
            long firstSequence,
            long lastSequence,
            long same,
            long inputs,
            long outcomes,
            long onlyFirst,
            long onlySecond,
            long endFirst,
            long endSecond,
            Divergence divergence,
            List<String> notes,
            boolean isStopped) {

        /** True when something was compared and nothing differed between the journals' ends. */
        public boolean isSame() {
            return divergence == null && same > 0;
        }
    }

    /**
     * Where two journals part.
     *
     * @param sequence of the record that differs
     * @param kind its kind in the journal that has it
     * @param text what differs
     * @param before sequence of the last record before it that is the same, 0 when there is none
     * @param first configuration of the first journal there, as far as it says one
     * @param second configuration of the second journal there
     */
    public record Divergence(long sequence, String kind, String text, long before, SitePlan first, SitePlan second) {}

    private final JournalFeed first;
    private final JournalFeed second;
    private final List<String> notes = new ArrayList<>();
    private SitePlan firstSite = SitePlan.EMPTY;
    private SitePlan secondSite = SitePlan.EMPTY;
    private boolean hasFirst;
    private boolean hasSecond;
    private long firstSequence;
    private long lastSequence;
    private long lastSame;
    private long same;
    private long inputs;
    private long outcomes;
    private long onlyFirst;
    private long onlySecond;
    private Divergence divergence;

    private JournalComparison(JournalFeed first, JournalFeed second) {
        this.first = first;
        this.second = second;
    }

    /** @param isStopped asked after every record, with its ring time in ns since the epoch; true ends it there */
    public static Report of(JournalStore first, JournalStore second, LongPredicate isStopped) {
        try (JournalFeed one = JournalFeed.openAhead(first, 0);
                JournalFeed other = JournalFeed.openAhead(second, 0)) {
            return new JournalComparison(one, other).run(isStopped);
        }
    }

    private Report run(LongPredicate isStopped) {
        nextFirst();
        nextSecond();
        alignBegins();
        boolean stopped = false;
        while (hasFirst && hasSecond && !stopped) {
            long timeNs = Math.min(first.event().ingressTimeNs, second.event().ingressTimeNs);
            step();
            stopped = isStopped.test(timeNs);
        }
        stopped = stopped || drain(first, hasFirst, isStopped) || drain(second, hasSecond, isStopped);
        return new Report(
                firstSequence,
                lastSequence,
                same,
                inputs,
                outcomes,
                onlyFirst,
                onlySecond,
                first.lastSequence(),
                second.lastSequence(),
                divergence,
                List.copyOf(notes),
                stopped);
    }

    /** Retention may have deleted the beginning of one. */
    private void alignBegins() {
        if (!hasFirst || !hasSecond) {
            return;
        }
        long one = first.event().sequence;
        long other = second.event().sequence;
        long begin = Math.max(one, other);
        boolean isLate = first.takeTear() != null;
        isLate |= second.takeTear() != null;
        if (isLate && one != other) {
            notes.add("the " + (one > other ? "first" : "second") + " journal begins at sequence " + begin
                    + " only: compared from there on");
            while (hasFirst && first.event().sequence < begin) {
                nextFirst();
            }
            while (hasSecond && second.event().sequence < begin) {
                nextSecond();
            }
        }
        firstSequence = begin;
    }

    private void step() {
        long one = first.event().sequence;
        long other = second.event().sequence;
        lastSequence = Math.min(one, other);
        if (one < other) {
            onlyFirst++;
            diverge(first.event(), "the second journal has no record of it");
            nextFirst();
        } else if (other < one) {
            onlySecond++;
            diverge(second.event(), "the first journal has no record of it");
            nextSecond();
        } else {
            compare();
            nextFirst();
            nextSecond();
        }
    }

    private void compare() {
        Event event = first.event();
        String difference = EventDifference.ofInputs(event, second.event());
        if (!difference.isEmpty()) {
            inputs++;
            diverge(event, difference);
            return;
        }
        if (event.kind == EventKind.START) {
            noteEpoch(event, second.event());
        }
        difference = EventDifference.ofOutcomes(first, second);
        if (difference.isEmpty()) {
            same++;
            lastSame = divergence == null ? event.sequence : lastSame;
        } else {
            outcomes++;
            diverge(event, difference);
        }
    }

    private void noteEpoch(Event one, Event other) {
        EpochInfo info = EpochInfo.decode(other.configuration);
        for (String line : EpochInfo.decode(one.configuration).differencesTo(info)) {
            if (notes.size() < MOST_NOTES) {
                notes.add("epoch that begins at sequence " + one.sequence + ": the first journal was " + line
                        + " (in the second)");
            }
        }
    }

    private void diverge(Event event, String text) {
        if (divergence == null) {
            divergence =
                    new Divergence(event.sequence, EventKind.name(event.kind), text, lastSame, firstSite, secondSite);
        }
    }

    private void nextFirst() {
        hasFirst = first.next();
        noteTear(hasFirst, first, "first");
        if (hasFirst && isConfiguration(first.event())) {
            firstSite = SitePlan.decode(first.event().configuration);
        }
    }

    private void nextSecond() {
        hasSecond = second.next();
        noteTear(hasSecond, second, "second");
        if (hasSecond && isConfiguration(second.event())) {
            secondSite = SitePlan.decode(second.event().configuration);
        }
    }

    /** A late begin is told once both are known. */
    private void noteTear(boolean hasNext, JournalFeed feed, String which) {
        if (hasNext && firstSequence != 0) {
            String tear = feed.takeTear();
            if (tear != null && notes.size() < MOST_NOTES) {
                notes.add("the " + which + " journal, " + tear);
            }
        }
    }

    private static boolean isConfiguration(Event event) {
        return event.kind == EventKind.CONFIG && event.disposition == Event.APPLIED;
    }

    /** Goes to the end of what the other one does not have, to say where it is; true when it was stopped. */
    private static boolean drain(JournalFeed feed, boolean hasEvent, LongPredicate isStopped) {
        while (hasEvent) {
            if (isStopped.test(feed.event().ingressTimeNs)) {
                return true;
            }
            hasEvent = feed.next();
        }
        return false;
    }
}
