package io.ringmain.connectors.mqtt;

import io.ringmain.core.tag.TagDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic with {@code {tag}}, {@code {path}}, {@code {area}} and {@code {segment}} in it. What a tag's metadata hold that can
 * not stand in a level of a topic is written as {@code _}.
 */
record TopicTemplate(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");
    private static final List<String> PLACES = List.of("tag", "path", "area", "segment");

    /** What is wrong with it, a line each. */
    static List<String> problems(String text) {
        List<String> problems = new ArrayList<>();
        Matcher matcher = PLACE.matcher(text);
        boolean isPerTag = false;
        while (matcher.find()) {
            isPerTag |= matcher.group(1).equals("tag") || matcher.group(1).equals("path");
            if (!PLACES.contains(matcher.group(1))) {
                problems.add("'" + matcher.group() + "' is unknown, known are {tag}, {path}, {area} and {segment}");
            }
        }
        if (!isPerTag) {
            problems.add("'" + text + "' holds neither {tag} nor {path}, so that all tags would be one topic");
        }
        if (!TopicAddress.isName(text)) {
            problems.add("'" + text + "' is not a topic, allowed is one without + and #");
        }
        return problems;
    }

    String of(TagDefinition tag) {
        return text.replace("{tag}", tag.name())
                .replace("{path}", tag.name().replace('.', '/'))
                .replace("{area}", level(tag.metadata().area()))
                .replace("{segment}", level(tag.metadata().segment()));
    }

    private static String level(String text) {
        String level = text.replaceAll("[+#/\\p{Cntrl}]", "_");
        return level.isBlank() ? "_" : level;
    }
}
