package io.ringmain.core.tag;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place along a line as people write it: {@code 12.4km}, {@code 350 m}. */
public final class Position {
    /** What a text that is none is answered with. */
    public static final String RULE = "must be a position of 0 or more with a unit such as 12.4km or 350m";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?) ?(m|km)");
    private static final Map<String, BigDecimal> METRES = Map.of("m", BigDecimal.ONE, "km", BigDecimal.valueOf(1000));

    private Position() {}

    /** Metres; empty when it is no position. */
    public static OptionalDouble metres(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        // in decimals, so that 1.005km is 1005 m
        return OptionalDouble.of(new BigDecimal(matcher.group(1))
                .multiply(METRES.get(matcher.group(2)))
                .doubleValue());
    }
}
