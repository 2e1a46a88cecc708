package io.ringmain.core.expression;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What expressions share that differ in tags, numbers, texts and durations only: their operations. Those differences are the
 * parameters, numbered in the order of the tree.
 */
final class Shape {
    private final Term root;
    private final StringBuilder key = new StringBuilder();
    private final List<Long> numbers = new ArrayList<>();
    private final List<byte[]> texts = new ArrayList<>();
    private final Map<Term, Integer> firstParameter = new IdentityHashMap<>();
    private final List<Term> withHistory = new ArrayList<>();

    Shape(Term root) {
        this.root = root;
        visit(root);
    }

    Term root() {
        return root;
    }

    String key() {
        return key.toString();
    }

    /** Time functions, inner ones first: the order in which all of them run at every evaluation. */
    List<Term> withHistory() {
        return withHistory;
    }

    int numberCount() {
        return numbers.size();
    }

    int textCount() {
        return texts.size();
    }

    /** Index of the first of the term's numbers, or of its text. */
    int parameterOf(Term term) {
        return firstParameter.get(term);
    }

    long[] numbers() {
        long[] copy = new long[numbers.size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = numbers.get(i);
        }
        return copy;
    }

    byte[][] texts() {
        return texts.toArray(byte[][]::new);
    }

    private void visit(Term term) {
        Op op = term.op();
        key.append((char) ('!' + op.ordinal()))
                .append((char) ('0' + term.type().code()))
                .append((char) ('0' + term.arguments().size()));
        for (Term argument : term.arguments()) {
            visit(argument);
        }
        firstParameter.put(term, numbers.size());
        switch (op) {
            case CONSTANT, TAG, STATUS, IS_GOOD, IS_UNCERTAIN, IS_BAD, SCALE -> numbers.add(term.first());
            case ELEMENT, ARRAY_SUM, ARRAY_AVG, ARRAY_AVG_INT, ARRAY_MIN, ARRAY_MAX, AFFINE -> {
                numbers.add(term.first());
                numbers.add(term.second());
            }
            case TEXT_EQUALS -> {
                numbers.add(term.first());
                texts.add(term.text());
                key.append((char) ('0' + texts.size()));
            }
            default -> {
                if (op.hasHistory()) {
                    numbers.add((long) term.memory());
                    numbers.add(term.first());
                    withHistory.add(term);
                }
            }
        }
    }
}
