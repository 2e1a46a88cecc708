package io.ringmain.gateway.prom;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Makes steps of a regular expression, repetitions written out. */
final class RegexCode {
    private static final int MOST_STEPS = 5_000;

    enum Kind {
        CHARACTER,
        FORK,
        JUMP,
        BEGIN,
        END,
        FIT
    }

    /**
     * @param accepts the character that leads to the next step, null for other kinds
     * @param to where a jump leads to, or a fork besides the next step
     */
    record Step(Kind kind, IntPredicate accepts, int to) {}

    private final List<Step> steps = new ArrayList<>();

    private RegexCode() {}

    /** The last step is that of a fit. */
    static List<Step> of(Regex.Part part) {
        RegexCode code = new RegexCode();
        code.write(part);
        code.add(Kind.FIT, null);
        return List.copyOf(code.steps);
    }

    private int add(Kind kind, IntPredicate accepts) {
        if (steps.size() == MOST_STEPS) {
            throw PromException.badData("it is no regular expression that is answered: it repeats too much");
        }
        steps.add(new Step(kind, accepts, 0));
        return steps.size() - 1;
    }

    private void lead(int step, int to) {
        steps.set(step, new Step(steps.get(step).kind(), null, to));
    }

    private void write(Regex.Part part) {
        if (part instanceof Regex.One one) {
            add(Kind.CHARACTER, one.accepts());
        } else if (part instanceof Regex.Edge edge) {
            add(edge.isBegin() ? Kind.BEGIN : Kind.END, null);
        } else if (part instanceof Regex.All all) {
            all.parts().forEach(this::write);
        } else if (part instanceof Regex.Any any) {
            choice(any.parts());
        } else if (part instanceof Regex.Repeat repeat) {
            repeat(repeat);
        }
    }

    private void choice(List<Regex.Part> parts) {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < parts.size() - 1; i++) {
            int fork = add(Kind.FORK, null);
            write(parts.get(i));
            ends.add(add(Kind.JUMP, null));
            lead(fork, steps.size());
        }
        write(parts.get(parts.size() - 1));
        ends.forEach(end -> lead(end, steps.size()));
    }

    private void repeat(Regex.Repeat repeat) {
        for (int i = 0; i < repeat.least(); i++) {
            add(Kind.JUMP, null); // counts also where the part is empty
            lead(steps.size() - 1, steps.size());
            write(repeat.part());
        }
        if (repeat.most() < 0) {
            int fork = add(Kind.FORK, null);
            write(repeat.part());
            lead(add(Kind.JUMP, null), fork);
            lead(fork, steps.size());
            return;
        }
        List<Integer> forks = new ArrayList<>();
        for (int i = repeat.least(); i < repeat.most(); i++) {
            forks.add(add(Kind.FORK, null));
            write(repeat.part());
        }
        forks.forEach(fork -> lead(fork, steps.size()));
    }
}
