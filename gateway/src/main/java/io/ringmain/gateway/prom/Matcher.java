package io.ringmain.gateway.prom;

/**
 * What a label has to be. An absent label is an empty one.
 *
 * @param pattern null for the operators without one
 * @param budget what patterns may cost, shared by all of a query
 */
record Matcher(String label, Kind kind, String value, Regex pattern, Regex.Budget budget) {
    private static final int LONGEST_PATTERN = 1_000;

    enum Kind {
        EQUAL("="),
        NOT_EQUAL("!="),
        LIKE("=~"),
        NOT_LIKE("!~");

        final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    static Matcher of(String label, Kind kind, String value, Regex.Budget budget) {
        if (kind == Kind.EQUAL || kind == Kind.NOT_EQUAL) {
            return new Matcher(label, kind, value, null, budget);
        }
        if (value.length() > LONGEST_PATTERN) {
            throw PromException.badData("a regular expression has more than " + LONGEST_PATTERN + " characters");
        }
        return new Matcher(label, kind, value, Regex.of(value), budget);
    }

    /** @param present the label's value, null when it is absent */
    boolean accepts(String present) {
        String text = present == null ? "" : present;
        return switch (kind) {
            case EQUAL -> text.equals(value);
            case NOT_EQUAL -> !text.equals(value);
            case LIKE -> pattern.matches(text, budget);
            case NOT_LIKE -> !pattern.matches(text, budget);
        };
    }
}
