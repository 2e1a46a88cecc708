package io.ringmain.perf.plot;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Stacks of calls, callers on top: as wide as their share of the samples. */
public final class FlameGraph {
    private static final double WIDTH = 1080;
    private static final double ROW = 16;
    private static final int MAX_DEPTH = 48;
    private static final double LEAST_PIXELS = 0.7;
    private static final double LETTER = 5.6;

    private final Node root = new Node("all");

    private static final class Node {
        final String name;
        final Map<String, Node> called = new TreeMap<>();
        long samples;

        Node(String name) {
            this.name = name;
        }
    }

    /** @param stack names from the outermost caller to the innermost call, separated by semicolons */
    public void add(String stack, long samples) {
        Node node = root;
        node.samples += samples;
        for (String frame : stack.split(";")) {
            node = node.called.computeIfAbsent(frame, Node::new);
            node.samples += samples;
        }
    }

    public Svg draw(String label) {
        Svg svg = new Svg(WIDTH, ROW * (depth(root, 0) + 1) + 2, label);
        draw(svg, root, 0, 0);
        return svg;
    }

    private int depth(Node node, int depth) {
        if (depth == MAX_DEPTH || width(node) < LEAST_PIXELS) {
            return depth;
        }
        int deepest = depth;
        for (Node called : node.called.values()) {
            deepest = Math.max(deepest, depth(called, depth + 1));
        }
        return deepest;
    }

    private void draw(Svg svg, Node node, double x, int depth) {
        double width = width(node);
        if (depth > MAX_DEPTH || width < LEAST_PIXELS) {
            return;
        }
        String share = String.format(Locale.ROOT, "%s: %.1f %% (%d samples)", node.name, percent(node), node.samples);
        svg.box(x, depth * ROW, width, ROW - 1, "flame " + kind(node.name, depth), share);
        int letters = (int) ((width - 6) / LETTER);
        if (letters >= 4) {
            String shown = node.name.length() <= letters ? node.name : node.name.substring(0, letters - 1) + "…";
            svg.text(x + 3, depth * ROW + 11, "start", "frame", shown);
        }
        double at = x;
        for (Node called : node.called.values().stream()
                .sorted(Comparator.comparingLong((Node each) -> -each.samples))
                .toList()) {
            draw(svg, called, at, depth + 1);
            at += width(called);
        }
    }

    /** Threads and the whole, Ringmain's own code, libraries, what is not Java. */
    private static String kind(String name, int depth) {
        if (depth == 0 || name.startsWith("[")) {
            return "g3";
        }
        return name.startsWith("io.ringmain.") || name.startsWith("io/ringmain/")
                ? "g0"
                : name.contains(".") ? "g1" : "g2";
    }

    private double percent(Node node) {
        return root.samples == 0 ? 0 : 100.0 * node.samples / root.samples;
    }

    private double width(Node node) {
        return WIDTH * percent(node) / 100;
    }
}
