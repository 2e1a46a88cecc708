package io.ringmain.gateway.view;

import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDeclaration.Transition;
import java.util.List;
import java.util.Locale;

/** The states of a machine and the ways between them, the present state marked: as a picture, or as Mermaid text. */
public final class MachineDiagram {
    private static final int MARGIN = 70;
    private static final int STATE_WIDTH = 110;
    private static final int STATE_HEIGHT = 36;
    private static final int LEAST_RADIUS = 90;
    private static final int RADIUS_PER_STATE = 26;
    private static final double BEND = 0.12;

    private final String name;
    private final MachineDeclaration declaration;
    private final int present;
    private final double radius;
    private final double width;
    private final double height;

    /** @param present index of the present state */
    public MachineDiagram(String name, MachineDeclaration declaration, int present) {
        this.name = name;
        this.declaration = declaration;
        this.present = present;
        int states = declaration.states().size();
        radius = states == 1 ? 0 : LEAST_RADIUS + RADIUS_PER_STATE * states;
        width = 2 * (radius + MARGIN);
        height = 2 * (radius + MARGIN);
    }

    /** Dashed ways are open to operators. */
    public String svg() {
        StringBuilder svg = new StringBuilder(2048);
        append(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">%n",
                width,
                height);
        append(svg, "<title>%s</title>%n", escaped(name));
        svg.append(
                        "<defs><marker id=\"to\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\"")
                .append(" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"#555\"/></marker></defs>\n");
        for (Transition transition : declaration.transitions()) {
            if (transition.from() != transition.to()) {
                way(svg, transition);
            }
        }
        List<String> states = declaration.states();
        for (int i = 0; i < states.size(); i++) {
            append(
                    svg,
                    "<g><rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\" stroke=\"#333\"/>",
                    x(i) - STATE_WIDTH / 2.0,
                    y(i) - STATE_HEIGHT / 2.0,
                    STATE_WIDTH,
                    STATE_HEIGHT,
                    i == present ? "#cfe3f5" : "#ffffff");
            append(
                    svg,
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" font-family=\"sans-serif\" font-size=\"12\"%s>%s"
                            + "</text></g>%n",
                    x(i),
                    y(i) + 4,
                    i == present ? " font-weight=\"bold\"" : "",
                    escaped(states.get(i)));
        }
        return svg.append("</svg>\n").toString();
    }

    /** Bent to one side, so that the way back does not lie on it; ends at the edge of the state's box. */
    private void way(StringBuilder svg, Transition transition) {
        double fromX = x(transition.from());
        double fromY = y(transition.from());
        double toX = x(transition.to());
        double toY = y(transition.to());
        double bendX = (fromX + toX) / 2 - (toY - fromY) * BEND;
        double bendY = (fromY + toY) / 2 + (toX - fromX) * BEND;
        double outside = edge(bendX - toX, bendY - toY);
        append(
                svg,
                "<path d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\" fill=\"none\" stroke=\"#555\"%s marker-end=\"url(#to)\"/>%n",
                fromX,
                fromY,
                bendX,
                bendY,
                toX + (bendX - toX) * outside,
                toY + (bendY - toY) * outside,
                transition.isOperator() ? " stroke-dasharray=\"5 3\"" : "");
    }

    /** How far along a line from the middle of a box its edge lies. */
    private static double edge(double dx, double dy) {
        double byWidth = dx == 0 ? 1 : STATE_WIDTH / 2.0 / Math.abs(dx);
        double byHeight = dy == 0 ? 1 : STATE_HEIGHT / 2.0 / Math.abs(dy);
        return Math.min(1, Math.min(byWidth, byHeight));
    }

    private double x(int state) {
        return width / 2 + radius * Math.sin(angle(state));
    }

    private double y(int state) {
        return height / 2 - radius * Math.cos(angle(state));
    }

    private double angle(int state) {
        return 2 * Math.PI * state / declaration.states().size();
    }

    /** A state diagram in Mermaid's language. */
    public String mermaid() {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n");
        List<String> states = declaration.states();
        for (int i = 0; i < states.size(); i++) {
            append(text, "    state \"%s\" as s%d%n", states.get(i).replace('"', '\''), i);
        }
        append(text, "    [*] --> s0%n");
        for (Transition transition : declaration.transitions()) {
            append(
                    text,
                    "    s%d --> s%d%s%n",
                    transition.from(),
                    transition.to(),
                    transition.isConfirmed() ? " : operator, confirmed" : transition.isOperator() ? " : operator" : "");
        }
        append(text, "    classDef present font-weight:bold,fill:#cfe3f5%n    class s%d present%n", present);
        return text.toString();
    }

    private static void append(StringBuilder into, String format, Object... values) {
        into.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
