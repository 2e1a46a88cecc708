package io.ringmain.gateway.prom;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A regular expression that a text fits as a whole or not at all. All its states go along the text at once, so that it
 * takes time in proportion to both, however it was written; those of Java may take for ever, and nobody could stop them.
 *
 * <p>Thread: any, immutable.
 */
final class Regex {
    /** Room for states costs something, too. */
    private static final int STATES_A_STEP = 16;

    private final List<RegexCode.Step> code;

    private Regex(List<RegexCode.Step> code) {
        this.code = code;
    }

    /** @throws PromException when it is none, or one that is not answered */
    static Regex of(String text) {
        return new Regex(RegexCode.of(new RegexParser(text).parse()));
    }

    /** What all expressions of a query may cost together. Thread: one. */
    static final class Budget {
        private long left;

        Budget(long steps) {
            left = steps;
        }

        void spend(long steps) {
            left -= steps;
            if (left < 0) {
                throw PromException.tooMuch("the regular expressions take too long; say more in the other matchers");
            }
        }
    }

    /** A part of an expression. */
    sealed interface Part {}

    record One(IntPredicate accepts) implements Part {}

    record Edge(boolean isBegin) implements Part {}

    record All(List<Part> parts) implements Part {}

    record Any(List<Part> parts) implements Part {}

    /** @param most -1 for as often as can be */
    record Repeat(Part part, int least, int most) implements Part {}

    boolean matches(String text, Budget budget) {
        States present = new States(code.size());
        States next = new States(code.size());
        int at = 0;
        budget.spend(code.size() / STATES_A_STEP);
        add(present, 0, text, at);
        while (at < text.length()) {
            budget.spend(1 + present.count);
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            next.clear();
            for (int i = 0; i < present.count; i++) {
                int state = present.states[i];
                IntPredicate accepts = code.get(state).accepts();
                if (accepts != null && accepts.test(c)) {
                    add(next, state + 1, text, at);
                }
            }
            States before = present;
            present = next;
            next = before;
            if (present.count == 0) {
                return false;
            }
        }
        budget.spend(1 + present.count);
        return present.isIn[code.size() - 1];
    }

    /** The state, and all that it leads to without a character. */
    private void add(States states, int first, String text, int at) {
        List<Integer> open = new ArrayList<>();
        open.add(first);
        while (!open.isEmpty()) {
            int state = open.remove(open.size() - 1);
            if (states.isIn[state]) {
                continue;
            }
            states.add(state);
            RegexCode.Step step = code.get(state);
            switch (step.kind()) {
                case FORK -> {
                    open.add(step.to());
                    open.add(state + 1);
                }
                case JUMP -> open.add(step.to());
                case BEGIN -> {
                    if (at == 0) {
                        open.add(state + 1);
                    }
                }
                case END -> {
                    if (at == text.length()) {
                        open.add(state + 1);
                    }
                }
                case CHARACTER, FIT -> {
                    // waits for what comes
                }
            }
        }
    }

    private static final class States {
        private final int[] states;
        private final boolean[] isIn;
        private int count;

        States(int most) {
            states = new int[most];
            isIn = new boolean[most];
        }

        void add(int state) {
            isIn[state] = true;
            states[count++] = state;
        }

        void clear() {
            for (int i = 0; i < count; i++) {
                isIn[states[i]] = false;
            }
            count = 0;
        }
    }
}
