package io.ringmain.core.whatif;

import java.util.ArrayList;
import java.util.List;

/**
 * What is different in one alarm's occurrences. Two of them are one and the same when the times overlap in which they are
 * active.
 *
 * @param alarm its name in the other configuration, or the recorded one where it has none
 * @param onlyRecorded that would not have been
 * @param onlyWhatIf that would have been besides
 * @param changed that would have been at another time, for another time, of another priority, or told to the operator or not
 * @param same how many would have been as they were
 */
public record AlarmDifference(
        String alarm, List<Occurrence> onlyRecorded, List<Occurrence> onlyWhatIf, List<Change> changed, long same) {

    /** An occurrence as it was and as it would have been. */
    public record Change(Occurrence recorded, Occurrence whatIf) {
        public boolean isOtherTime() {
            return recorded.raisedNs() != whatIf.raisedNs();
        }

        public boolean isOtherEnd() {
            return recorded.returnedNs() != whatIf.returnedNs();
        }

        public boolean isOtherPriority() {
            return recorded.priority() != whatIf.priority();
        }

        public boolean isOtherAnnouncement() {
            return recorded.isAnnounced() != whatIf.isAnnounced();
        }

        boolean isAny() {
            return isOtherTime() || isOtherEnd() || isOtherPriority() || isOtherAnnouncement();
        }
    }

    /** Whether there is any. */
    public boolean isAny() {
        return !onlyRecorded.isEmpty() || !onlyWhatIf.isEmpty() || !changed.isEmpty();
    }

    /** Both lists in the order of time; occurrences of one alarm do not overlap each other. */
    static AlarmDifference of(String alarm, List<Occurrence> recorded, List<Occurrence> whatIf) {
        List<Occurrence> onlyRecorded = new ArrayList<>();
        List<Occurrence> onlyWhatIf = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        long same = 0;
        int i = 0;
        int j = 0;
        while (i < recorded.size() && j < whatIf.size()) {
            Occurrence one = recorded.get(i);
            Occurrence other = whatIf.get(j);
            if (endNs(one) < other.raisedNs()) {
                onlyRecorded.add(one);
                i++;
            } else if (endNs(other) < one.raisedNs()) {
                onlyWhatIf.add(other);
                j++;
            } else {
                Change change = new Change(one, other);
                if (change.isAny()) {
                    changed.add(change);
                } else {
                    same++;
                }
                i++;
                j++;
            }
        }
        onlyRecorded.addAll(recorded.subList(i, recorded.size()));
        onlyWhatIf.addAll(whatIf.subList(j, whatIf.size()));
        return new AlarmDifference(alarm, onlyRecorded, onlyWhatIf, changed, same);
    }

    private static long endNs(Occurrence occurrence) {
        return occurrence.returnedNs() == 0 ? Long.MAX_VALUE : occurrence.returnedNs();
    }
}
