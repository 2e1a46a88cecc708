package io.ringmain.core.plant;

import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which tags are bound to which connector, by its name. */
final class Bindings {
    private Bindings() {}

    static Map<String, List<BoundTag>> of(SitePlan site) {
        Map<String, List<BoundTag>> bound = new HashMap<>();
        for (int id = 0; id < site.tagCount(); id++) {
            TagDefinition tag = site.tag(id);
            if (tag != null && tag.source() != null) {
                bound.computeIfAbsent(tag.source().connector(), name -> new ArrayList<>())
                        .add(new BoundTag(id, tag));
            }
        }
        bound.replaceAll((name, tags) -> List.copyOf(tags));
        return bound;
    }

    static Map<String, List<TagDefinition>> of(SiteDefinition site) {
        Map<String, List<TagDefinition>> bound = new HashMap<>();
        for (TagDefinition tag : site.tags()) {
            if (tag.source() != null) {
                bound.computeIfAbsent(tag.source().connector(), name -> new ArrayList<>())
                        .add(tag);
            }
        }
        return bound;
    }

    /** Whether acquisition is the same: what operators read and where history goes is not its business. */
    static boolean isSameAcquisition(List<BoundTag> one, List<BoundTag> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i).tagId() != other.get(i).tagId()
                    || !acquired(one.get(i).definition())
                            .equals(acquired(other.get(i).definition()))) {
                return false;
            }
        }
        return true;
    }

    private static TagDefinition acquired(TagDefinition tag) {
        return tag.change()
                .description("")
                .displayUnit("")
                .metadata(SiteMetadata.NONE)
                .history(true)
                .build();
    }
}
