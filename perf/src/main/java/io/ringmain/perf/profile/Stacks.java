package io.ringmain.perf.profile;

import io.ringmain.perf.plot.FlameGraph;
import io.ringmain.perf.report.Hotspots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Samples of calls: {@code [thread];outermost;...;innermost}. */
public final class Stacks {
    /** Compilers, collectors and the like: they belong to the JVM, and most of them to its warming up. */
    private static final Pattern OWN = Pattern.compile("\\[(C[12] Compiler.*|VM .*|GC .*|G1 .*|Service Thread|Signal .*"
            + "|Monitor Deflation.*|Common-Cleaner|Finalizer|Reference Handler|Notification Thread|Sweeper.*"
            + "|JFR .*|.*StreamingThread.*|Attach Listener)\\]");

    private final Map<String, Long> samples = new TreeMap<>();
    private long own;
    private long others;

    void add(String stack, long count) {
        int end = stack.indexOf(';');
        if (end > 0 && OWN.matcher(stack.substring(0, end)).matches()) {
            own += count;
        } else {
            others += count;
            samples.merge(stack, count, Long::sum);
        }
    }

    /** In threads that are not the JVM's own. */
    public long total() {
        return others;
    }

    public double ownPercent() {
        return own + others == 0 ? 0 : 100.0 * own / (own + others);
    }

    /** Those in which most samples were taken, at most so many. */
    public List<Hotspots.Frame> hottest(int most) {
        Map<String, Long> self = new HashMap<>();
        Map<String, Long> total = new HashMap<>();
        samples.forEach((stack, count) -> {
            String[] frames = stack.split(";");
            self.merge(frames[frames.length - 1], count, Long::sum);
            new HashSet<>(Arrays.asList(frames).subList(Math.min(1, frames.length - 1), frames.length))
                    .forEach(frame -> total.merge(frame, count, Long::sum));
        });
        List<String> names = new ArrayList<>(self.keySet());
        names.sort(Comparator.comparing((String name) -> -self.get(name)).thenComparing(Comparator.naturalOrder()));
        return names.stream()
                .limit(most)
                .map(name -> new Hotspots.Frame(
                        name, 100.0 * self.get(name) / others, 100.0 * total.getOrDefault(name, 0L) / others))
                .toList();
    }

    public FlameGraph flames() {
        FlameGraph graph = new FlameGraph();
        samples.forEach(graph::add);
        return graph;
    }
}
