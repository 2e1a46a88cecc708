package io.ringmain.core.site;

import java.util.Collection;

/** Finds what someone probably meant by a mistyped name. */
public final class NearestName {
    private NearestName() {}

    /** {@code ", did you mean 'x'?"} for a known name at a small edit distance, otherwise the empty string. */
    public static String hint(String typed, Collection<String> known) {
        String best = null;
        int bestDistance = Math.max(1, typed.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(typed, candidate, bestDistance);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best == null ? "" : ", did you mean '" + best + "'?";
    }

    private static int distance(String a, String b, int bound) {
        if (Math.abs(a.length() - b.length()) >= bound) {
            return bound;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
