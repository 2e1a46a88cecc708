package io.ringmain.gateway.auth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Where somebody may do something: everywhere, or in some process areas and all below them. {@code Feed} covers {@code
 * Feed}, {@code Feed/North} and {@code Feed.North}, and not {@code Feedwater}; upper and lower case are not the same.
 *
 * @param isEverywhere whether there is no limit, so that what belongs to no area is covered, too
 * @param names the areas, sorted, none of which covers another one; empty for everywhere
 */
public record Areas(boolean isEverywhere, List<String> names) {
    public static final Areas EVERYWHERE = new Areas(true, List.of());
    static final Areas NOWHERE = new Areas(false, List.of());

    /** Most areas of one list. */
    public static final int MAX_NAMES = 100;

    /** Longest name of an area, in characters. */
    public static final int MAX_LENGTH = 100;

    public Areas {
        names = List.copyOf(names);
    }

    /**
     * The areas of these names; everywhere when there are none.
     *
     * @throws IllegalArgumentException when one of them is no name of an area
     */
    public static Areas of(Collection<String> names) {
        names.forEach(Areas::check);
        return names.isEmpty() ? EVERYWHERE : limited(names);
    }

    private static void check(String name) {
        boolean isPlain = name.chars().noneMatch(Character::isISOControl);
        if (name.isBlank() || !name.equals(name.strip()) || name.length() > MAX_LENGTH || !isPlain) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no area, must be 1 to " + MAX_LENGTH + " characters without blanks at its ends");
        }
    }

    private static Areas limited(Collection<String> names) {
        List<String> widest = new ArrayList<>();
        for (String name : new TreeSet<>(names)) {
            if (names.stream().noneMatch(other -> !other.equals(name) && isWithin(name, other))) {
                widest.add(name);
            }
        }
        return widest.isEmpty() ? NOWHERE : new Areas(false, widest);
    }

    /** Whether what belongs to that area is covered; an empty one is what belongs to none. */
    public boolean covers(String area) {
        if (isEverywhere) {
            return true;
        }
        for (String name : names) {
            if (isWithin(area, name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether these cover all that the others cover. */
    public boolean covers(Areas others) {
        return isEverywhere || !others.isEverywhere && others.names.stream().allMatch(this::covers);
    }

    /** What both cover. */
    public Areas and(Areas other) {
        if (isEverywhere) {
            return other;
        }
        if (other.isEverywhere) {
            return this;
        }
        List<String> both = new ArrayList<>();
        names.stream().filter(other::covers).forEach(both::add);
        other.names.stream().filter(this::covers).forEach(both::add);
        return limited(both);
    }

    private static boolean isWithin(String area, String name) {
        int length = name.length();
        return area.startsWith(name)
                && (area.length() == length || area.charAt(length) == '/' || area.charAt(length) == '.');
    }

    boolean isNowhere() {
        return !isEverywhere && names.isEmpty();
    }

    @Override
    public String toString() {
        return isEverywhere ? "everywhere" : String.join(", ", names);
    }
}
