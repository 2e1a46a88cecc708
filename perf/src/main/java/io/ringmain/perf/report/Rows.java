package io.ringmain.perf.report;

import io.ringmain.perf.plot.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures as rows of a table: what is named like another one and a word more, such as its allocation, stands beside it. */
final class Rows {
    private Rows() {}

    /** Each with those beside it. */
    static Map<Figure, List<Figure>> of(List<Figure> figures) {
        Map<String, Figure> byName = new LinkedHashMap<>();
        figures.forEach(figure -> byName.put(figure.name(), figure));
        Map<Figure, List<Figure>> rows = new LinkedHashMap<>();
        for (Figure figure : figures) {
            Figure main = mainOf(figure, byName);
            List<Figure> beside = rows.computeIfAbsent(main, ignored -> new ArrayList<>());
            if (main != figure) {
                beside.add(figure);
            }
        }
        return rows;
    }

    /** A figure with a target of its own that is not just met stays a row, so that it is seen. */
    private static Figure mainOf(Figure figure, Map<String, Figure> byName) {
        int dot = figure.name().lastIndexOf('.');
        Figure main = dot < 0 ? null : byName.get(figure.name().substring(0, dot));
        boolean isJudged = figure.target() != null && !Boolean.TRUE.equals(figure.met());
        boolean isWord = dot >= 0 && !figure.name().substring(dot + 1).matches("\\d+");
        return main == null || isJudged || !isWord ? figure : main;
    }

    /** What stands beside, as a sentence. */
    static String words(List<Figure> beside, Figure main) {
        List<String> words = new ArrayList<>();
        for (Figure figure : beside) {
            String word = figure.name().substring(main.name().length() + 1);
            words.add(
                    isAsGoodAsNothing(figure)
                            ? word + " under " + Numbers.of(figure.target()) + " " + figure.unit()
                            : word + " " + Numbers.of(figure.value()) + " " + figure.unit());
        }
        return String.join("; ", words);
    }

    /** What the harness itself comes to is no figure. */
    private static boolean isAsGoodAsNothing(Figure figure) {
        return "max".equals(figure.bound()) && figure.target() > 0 && figure.value() < figure.target() / 2;
    }
}
