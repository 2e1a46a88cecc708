package io.ringmain.historian.audit;

import java.util.ArrayList;
import java.util.List;

/** Findings about leaves, those of neighbours gathered into one line. */
final class Findings {
    private static final int MOST = 200;

    private final List<String> lines = new ArrayList<>();
    private long left;
    private String kind = "";
    private int epoch;
    private long first;
    private long last;

    /** Batches of sequences in an epoch of which the same is to be said. */
    void add(int ofEpoch, long firstSequence, long lastSequence, String what) {
        if (what.equals(kind) && ofEpoch == epoch && firstSequence == last + 1) {
            last = lastSequence;
            return;
        }
        end();
        kind = what;
        epoch = ofEpoch;
        first = firstSequence;
        last = lastSequence;
    }

    void add(String line) {
        end();
        if (lines.size() < MOST) {
            lines.add(line);
        } else {
            left++;
        }
    }

    private void end() {
        if (!kind.isEmpty()) {
            String line = "epoch " + epoch + ", sequences " + first + " to " + last + ": " + kind;
            kind = "";
            add(line);
        }
    }

    boolean isEmpty() {
        return lines.isEmpty() && kind.isEmpty();
    }

    List<String> lines() {
        end();
        List<String> all = new ArrayList<>(lines);
        if (left > 0) {
            all.add("and " + left + " more");
        }
        return all;
    }
}
