package io.ringmain.perf.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which figures are not Ringmain's, but what it is compared with: limits, peers, the same by hand, an idle run. */
final class References {
    private static final Pattern WORDS = Pattern.compile(
            "(?i).*\\b(\\w*bare|raw|idle|seqlock|disruptor\\w*|\\w*hand|conventional|yamcs|copy|limit)\\b.*");

    private final Set<String> limits = new HashSet<>();

    References(List<Figure> figures) {
        figures.stream().filter(figure -> figure.limit() != null).forEach(figure -> limits.add(figure.limit()));
    }

    /** @param name of a figure, or of a distribution or series of figures */
    boolean has(String name) {
        return limits.contains(name) || WORDS.matcher(name).matches();
    }
}
