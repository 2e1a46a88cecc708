package io.ringmain.gateway.rest;

import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Glob;
import io.ringmain.gateway.view.Problem;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Which tags a comma-separated list of names and globs stands for, each once, in the order given. The last ones are kept: clients ask
 * for the same again and again, and matching a thousand names takes longer than writing their values.
 *
 * @param ids must not be changed
 * @param unknown names that are no tags
 */
record TagSelection(WeakReference<SitePlan> site, String list, int[] ids, List<String> unknown) {
    private static final int KEPT = 64;
    private static final int MOST_IDS = 10_000;
    private static final int MOST_CHARACTERS = 1_000;
    /** Each is compared with the names of all tags. */
    private static final int MOST_GLOBS = 100;

    private static final AtomicReferenceArray<TagSelection> LAST = new AtomicReferenceArray<>(KEPT);

    /** All tags when the list is empty. Thread: any. */
    static TagSelection of(SitePlan site, String list) {
        int place = Math.floorMod(list.hashCode(), KEPT);
        TagSelection kept = LAST.get(place);
        if (kept != null && kept.site.get() == site && kept.list.equals(list)) {
            return kept;
        }
        TagSelection made = select(site, list);
        if (made.ids.length <= MOST_IDS && list.length() <= MOST_CHARACTERS) {
            LAST.set(place, made);
        }
        return made;
    }

    private static TagSelection select(SitePlan site, String list) {
        // a tag once, however many globs it fits
        Set<Integer> ids = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        int globs = 0;
        for (String item : (list.isEmpty() ? "*" : list).split(",")) {
            String name = item.trim();
            if (!Glob.isGlob(name)) {
                int id = site.tagId(name);
                if (id >= 0) {
                    ids.add(id);
                } else {
                    unknown.add(name);
                }
                continue;
            }
            if (++globs > MOST_GLOBS) {
                throw Problem.badRequest("tags: has more than " + MOST_GLOBS + " globs");
            }
            Glob glob = new Glob(name);
            for (int id = 0; id < site.tagCount(); id++) {
                if (site.tag(id) != null && glob.matches(site.tag(id).name())) {
                    ids.add(id);
                }
            }
        }
        return new TagSelection(
                new WeakReference<>(site),
                list,
                ids.stream().mapToInt(Integer::intValue).toArray(),
                List.copyOf(unknown));
    }
}
