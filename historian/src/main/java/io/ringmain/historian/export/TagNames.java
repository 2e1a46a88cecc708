package io.ringmain.historian.export;

import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Glob;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which tag an id means, and whether it is wanted. An id belongs to its name for good, retired ones included, so any
 * configuration tells the names of all records before it.
 *
 * <p>Thread: its owner.
 */
final class TagNames {
    private final List<Glob> globs;
    private final List<String> names = new ArrayList<>();
    private final List<TagType> types = new ArrayList<>();
    private final BitSet wanted = new BitSet();
    private final BitSet unnamed = new BitSet();

    TagNames(List<Glob> globs) {
        this.globs = globs;
    }

    void learn(SitePlan plan) {
        for (int id = 0; id < plan.tagCount(); id++) {
            if (id == names.size()) {
                String name = plan.tagName(id);
                names.add(name);
                types.add(null);
                wanted.set(id, globs.stream().anyMatch(glob -> glob.matches(name)));
            }
            TagDefinition tag = plan.tag(id);
            if (tag != null) {
                types.set(id, tag.type());
            }
        }
    }

    boolean isWanted(int tagId) {
        if (tagId >= names.size()) {
            unnamed.set(tagId);
        }
        return wanted.get(tagId);
    }

    String name(int tagId) {
        return names.get(tagId);
    }

    /** As last configured; null when it never was in what could be read. */
    TagType type(int tagId) {
        return types.get(tagId);
    }

    /** Tags that match. */
    int wantedCount() {
        return wanted.cardinality();
    }

    /** Tags with records whose configuration could not be read. */
    int unnamedCount() {
        return unnamed.cardinality();
    }
}
