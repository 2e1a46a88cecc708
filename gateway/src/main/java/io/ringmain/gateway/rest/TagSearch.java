package io.ringmain.gateway.rest;

import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.gateway.view.Problem;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * What a site's tags are found by: words, and the levels of their names. Made when it is first asked for after a change of the
 * configuration, and kept until the next one.
 *
 * <p>Thread: any, immutable. Allocates: some 300 bytes a tag.
 */
final class TagSearch {
    /** Each is looked for in every tag. */
    private static final int MOST_WORDS = 16;

    private static final AtomicReference<TagSearch> LAST = new AtomicReference<>();
    /** Stands for the dot when names are ordered: less than all that a name may hold, so that what is below a level is together. */
    private static final char LEVEL = '\1';

    private static final int WORD = 0;
    private static final int BEGINNING = 1;
    private static final int WITHIN_LAST = 2;
    private static final int WITHIN_NAME = 3;
    private static final int ELSEWHERE = 6;

    /** A level of names. */
    record Branch(String part, String name, int tags, boolean isTag) {
        boolean hasChildren() {
            return tags > (isTag ? 1 : 0);
        }
    }

    private record Found(int id, int rank) {}

    private record Keyed(String key, int id, TagDefinition tag) {}

    private final WeakReference<SitePlan> site;
    private final int[] ids;
    private final String[] keys;
    private final String[] names;
    private final String[] others;

    private TagSearch(SitePlan site) {
        this.site = new WeakReference<>(site);
        List<Keyed> tags = new ArrayList<>(site.tagCount());
        for (int id = 0; id < site.tagCount(); id++) {
            TagDefinition tag = site.tag(id);
            if (tag != null) {
                tags.add(new Keyed(key(tag.name()), id, tag));
            }
        }
        tags.sort(Comparator.comparing(Keyed::key));
        ids = new int[tags.size()];
        keys = new String[ids.length];
        names = new String[ids.length];
        others = new String[ids.length];
        for (int i = 0; i < ids.length; i++) {
            TagDefinition tag = tags.get(i).tag();
            ids[i] = tags.get(i).id();
            keys[i] = tags.get(i).key();
            names[i] = tag.name().toLowerCase(Locale.ROOT);
            others[i] = (tag.description() + '\n' + tag.unit() + '\n' + tag.displayUnit()).toLowerCase(Locale.ROOT);
        }
    }

    static TagSearch of(SitePlan site) {
        TagSearch kept = LAST.get();
        if (kept != null && kept.site.get() == site) {
            return kept;
        }
        TagSearch made = new TagSearch(site);
        LAST.set(made);
        return made;
    }

    private static String key(String name) {
        return name.replace('.', LEVEL);
    }

    /**
     * Tags that have every word in their name, description or unit, in any order and case: those first that have them in the last
     * part of their name, then those that have them elsewhere in it, then the rest; the same by name.
     */
    int[] find(String text, Predicate<TagDefinition> filter, SitePlan plan) {
        String[] words = text.isBlank()
                ? new String[0]
                : Arrays.stream(text.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                        .distinct()
                        .toArray(String[]::new);
        if (words.length > MOST_WORDS) {
            throw Problem.badRequest("text: has " + words.length + " words, at most " + MOST_WORDS + " are allowed");
        }
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            int rank = rank(i, words);
            if (rank >= 0 && filter.test(plan.tag(ids[i]))) {
                found.add(new Found(ids[i], rank));
            }
        }
        // stable, and what was looked through is in the order of names
        found.sort(Comparator.comparingInt(Found::rank));
        return found.stream().mapToInt(Found::id).toArray();
    }

    /** Less is better; -1 where a word is missing. */
    private int rank(int at, String[] words) {
        String name = names[at];
        int last = name.lastIndexOf('.') + 1;
        int rank = 0;
        for (String word : words) {
            int place = name.indexOf(word, last);
            if (place == last) {
                rank += name.length() == last + word.length() ? WORD : BEGINNING;
            } else if (place > last) {
                rank += WITHIN_LAST;
            } else if (name.contains(word)) {
                rank += WITHIN_NAME;
            } else if (others[at].contains(word)) {
                rank += ELSEWHERE;
            } else {
                return -1;
            }
        }
        return rank;
    }

    /** What is right below a level, all levels of the site for an empty one, in the order of names. */
    List<Branch> below(String level) {
        String prefix = level.isEmpty() ? "" : key(level) + LEVEL;
        int from = firstAtOrAfter(prefix);
        int to = level.isEmpty()
                ? keys.length
                : firstAtOrAfter(prefix.substring(0, prefix.length() - 1) + (char) (LEVEL + 1));
        List<Branch> branches = new ArrayList<>();
        int at = from;
        while (at < to) {
            int end = keys[at].indexOf(LEVEL, prefix.length());
            String branch = end < 0 ? keys[at] : keys[at].substring(0, end);
            boolean isTag = keys[at].equals(branch);
            int next = firstAtOrAfter(branch + (char) (LEVEL + 1));
            branches.add(new Branch(branch.substring(prefix.length()), branch.replace(LEVEL, '.'), next - at, isTag));
            at = next;
        }
        return branches;
    }

    private int firstAtOrAfter(String key) {
        int place = Arrays.binarySearch(keys, key);
        return place >= 0 ? place : -place - 1;
    }
}
