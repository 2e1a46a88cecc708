package io.ringmain.core.site;

import java.util.ArrayList;
import java.util.List;

/** What the rules have found wrong so far. Thread: its owner. */
final class Findings {
    private static final int MAX_NAME_LENGTH = 200;
    /** More would leave the range of ring time and be over at once. */
    private static final long MAX_DURATION_NS = 366L * 24 * 3600 * 1_000_000_000;

    private final List<SiteProblem> problems = new ArrayList<>();

    void report(String section, int index, String key, String message) {
        problems.add(new SiteProblem(section, index, key, message));
    }

    void checkName(String section, int index, String name) {
        if (name.length() > MAX_NAME_LENGTH || !isName(name)) {
            report(
                    section,
                    index,
                    "name",
                    "'" + name + "' is not allowed, must be parts of letters, digits, _ and -"
                            + " joined by dots, at most " + MAX_NAME_LENGTH + " characters");
        }
    }

    /** {@code [A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*}, without the cost of a pattern for each of 100,000 names. */
    private static boolean isName(String name) {
        char before = '.';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isWord =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            if (!isWord && (c != '.' || before == '.')) {
                return false;
            }
            before = c;
        }
        return before != '.';
    }

    void reportTwice(String section, int index, String name) {
        report(section, index, "name", "'" + name + "' is declared twice, names must be unique");
    }

    /** Whether the duration is 0 or more and at most 366 days. */
    static boolean isDuration(long ns) {
        return ns >= 0 && ns <= MAX_DURATION_NS;
    }

    List<SiteProblem> problems() {
        return List.copyOf(problems);
    }
}
