package io.ringmain.gateway.displays;

import java.util.function.UnaryOperator;

/**
 * What a display says of itself: attributes of its {@code <rm-display>}, or {@code data-} ones of an {@code <svg>}.
 *
 * @param title empty when it has none
 * @param level 1 to 4 as ISA-101 counts them, the overview of the whole site is 1; 0 when it says nothing
 * @param parent name of the display above it, empty for none
 * @param area whose things it shows, empty for none
 * @param order where it stands among those of the same parent
 */
record Outline(String title, int level, String parent, String area, int order) {
    static final Outline NONE = new Outline("", 0, "", "", 0);

    private static final int MOST_LEVEL = 4;
    private static final int MOST_ORDER = 9_999;
    private static final int MAX_TEXT = 200;

    /** @param attributes gives the value of an attribute, empty or null when it is not there */
    static Outline of(String title, UnaryOperator<String> attributes) {
        return new Outline(
                title,
                number(attributes.apply("level"), MOST_LEVEL),
                text(attributes.apply("parent")),
                text(attributes.apply("area")),
                number(attributes.apply("order"), MOST_ORDER));
    }

    private static String text(String value) {
        String stripped = value == null ? "" : value.strip();
        return stripped.length() > MAX_TEXT ? "" : stripped;
    }

    private static int number(String value, int most) {
        if (value == null || !value.strip().matches("[0-9]{1,4}")) {
            return 0;
        }
        int number = Integer.parseInt(value.strip());
        return number > most ? 0 : number;
    }
}
