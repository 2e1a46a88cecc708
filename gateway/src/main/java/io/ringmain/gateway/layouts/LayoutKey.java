package io.ringmain.gateway.layouts;

import io.ringmain.gateway.view.Problem;
import java.util.regex.Pattern;

/**
 * Where a layout is.
 *
 * @param place the user whose own it is, empty for a shared one
 */
public record LayoutKey(String kind, String place, String name) {
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    /** A name stands in addresses, behind {@code shared:} and in file names of downloads. */
    private static final Pattern NAME =
            Pattern.compile("(?U)[\\p{Alnum}_(]([\\p{Alnum} ._,()+#%&=°-]{0,78}[\\p{Alnum}_)%+])?");

    /** @throws Problem 400 when it can not be a kind or a name */
    public static LayoutKey of(String kind, String place, String name) {
        requireKind(kind);
        if (!NAME.matcher(name).matches()) {
            throw Problem.badRequest(
                    "name: must be 1 to 80 letters, digits, blanks and . _ , ( ) + # % & = ° -, and begin and end with a letter or digit");
        }
        return new LayoutKey(kind, place, name);
    }

    static void requireKind(String kind) {
        if (!KIND.matcher(kind).matches()) {
            throw Problem.badRequest("kind: must be 1 to 32 small letters, digits and '-', and begin with a letter");
        }
    }

    boolean isShared() {
        return place.isEmpty();
    }
}
