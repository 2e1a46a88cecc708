package io.ringmain.core.plant;

import java.util.List;
import java.util.Random;

/** Expressions at random over tags without units, numbers and bools, functions of time among them. */
final class RandomExpression {
    private static final int DEPTH = 3;
    private static final String[] OPERATORS = {"+", "-", "*", "/"};
    private static final String[] COMPARISONS = {"<", "<=", ">", ">=", "==", "!="};

    private final Random random;
    private final List<String> numbers;
    private final List<String> bools;

    /** @param numbers names of numeric tags, or expressions, not empty */
    RandomExpression(Random random, List<String> numbers, List<String> bools) {
        this.random = random;
        this.numbers = numbers;
        this.bools = bools;
    }

    String number() {
        return number(DEPTH);
    }

    String bool() {
        return bool(DEPTH);
    }

    private String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private String duration() {
        return (1 + random.nextInt(30)) * 10 + "ms";
    }

    private String number(int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return random.nextInt(3) > 0 ? any(numbers) : (random.nextInt(81) - 40) + ".5";
        }
        String a = "float(" + number(depth - 1) + ")";
        return switch (random.nextInt(16)) {
            case 0 -> "abs(" + a + ")";
            case 1 -> "min(" + a + ", float(" + number(depth - 1) + "))";
            case 2 -> "clamp(" + a + ", -30.0, 30.0)";
            case 3 -> "if(" + bool(depth - 1) + ", " + a + ", float(" + number(depth - 1) + "))";
            case 4 -> "rate(" + a + ")";
            case 5 -> "average(" + a + ", " + duration() + ")";
            case 6 -> "integral(" + a + ")";
            case 7 -> "total(" + a + ", " + bool(depth - 1) + ")";
            case 8 -> "delay(" + a + ", " + duration() + ")";
            case 9 -> "previous(" + a + ")";
            case 10 -> "hold(" + a + ", " + bool(depth - 1) + ")";
            case 11 -> "sqrt(" + a + ")";
            case 12 -> "sin(" + a + ")";
            default ->
                "(" + a + " " + OPERATORS[random.nextInt(OPERATORS.length)] + " float(" + number(depth - 1) + "))";
        };
    }

    /** What is no tag's name, such as an element of an array, has no quality of its own. */
    private static String isFine(String number) {
        return number.endsWith("}") ? "isGood(" + number + ")" : "float(" + number + ") > 0.5";
    }

    private String bool(int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            return bools.isEmpty() || random.nextBoolean() ? isFine(any(numbers)) : any(bools);
        }
        String a = bool(depth - 1);
        return switch (random.nextInt(8)) {
            case 0 -> "not (" + a + ")";
            case 1 -> "(" + a + " and " + bool(depth - 1) + ")";
            case 2 -> "(" + a + " or " + bool(depth - 1) + ")";
            case 3 -> "rising(" + a + ")";
            case 4 -> "onDelay(" + a + ", " + duration() + ")";
            case 5 -> "offDelay(" + a + ", " + duration() + ")";
            default ->
                "(float(" + number(depth - 1) + ") " + COMPARISONS[random.nextInt(COMPARISONS.length)] + " float("
                        + number(depth - 1) + "))";
        };
    }
}
