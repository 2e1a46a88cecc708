package io.ringmain.core.plant;

import java.math.BigDecimal;
import java.util.Map;

/** The shapes of expressions of {@link TwinSite}, by code of its own; words are parted by spaces. */
final class ExpressionTwin {
    boolean isBad;
    boolean isBroken;
    boolean isTrue;

    private final Map<String, TagTwin> tags;

    private ExpressionTwin(Map<String, TagTwin> tags) {
        this.tags = tags;
    }

    static ExpressionTwin of(String text, Map<String, TagTwin> tags) {
        ExpressionTwin twin = new ExpressionTwin(tags);
        String[] words = text.split(" ");
        twin.isTrue = switch (words[1]) {
            case "and" -> twin.read(words[0]).whole != 0 && twin.compare(words[2], words[3], words[4]);
            case "==" -> twin.read(words[0]).text.equals("x") || twin.compare(words[4], words[5], words[6]);
            case "-" -> {
                double difference =
                        twin.read(words[0]).asDouble() - twin.read(words[2]).asDouble();
                yield difference > Double.parseDouble(words[4]);
            }
            default -> twin.compare(words[0], words[1], words[2]);
        };
        return twin;
    }

    private TagTwin read(String name) {
        TagTwin tag = tags.get(name);
        // The worst counts, of equal ones the first.
        isBroken = isBad ? isBroken : tag.isBroken();
        isBad |= tag.isBad();
        return tag;
    }

    private boolean compare(String name, String operator, String limit) {
        TagTwin tag = read(name);
        if (!tag.isFinite()) {
            return operator.equals(">") ? tag.number > 0 : tag.number < 0;
        }
        int order = tag.exact().compareTo(new BigDecimal(limit));
        return operator.equals(">") ? order > 0 : order < 0;
    }
}
