package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The alarms of a configuration that may be seen, by what they watch and where that is: an alarm may be seen when its tag may
 * be read.
 *
 * <p>Thread: any, immutable.
 */
final class AlarmIndex {
    private final SitePlan plan;
    private final List<String> names = new ArrayList<>();
    private final Map<String, List<String>> byTag = new LinkedHashMap<>();
    private final Map<String, TreeSet<String>> tagsByArea = new LinkedHashMap<>();

    AlarmIndex(SitePlan plan, ServedSite site) {
        this.plan = plan;
        for (int id = 0; id < plan.alarmCount(); id++) {
            AlarmDefinition alarm = plan.alarm(id);
            if (alarm != null && isSeen(site, alarm)) {
                names.add(alarm.name());
                byTag.computeIfAbsent(alarm.tag(), tag -> new ArrayList<>()).add(alarm.name());
                TagDefinition tag = plan.tag(plan.tagId(alarm.tag()));
                if (tag != null && !tag.area().isEmpty()) {
                    tagsByArea
                            .computeIfAbsent(tag.area(), area -> new TreeSet<>())
                            .add(alarm.tag());
                }
            }
        }
    }

    static boolean isSeen(ServedSite site, AlarmDefinition alarm) {
        return site.access().of(alarm.tag()).canRead();
    }

    SitePlan plan() {
        return plan;
    }

    List<String> names() {
        return names;
    }

    /** Names of the tags that are watched. */
    Iterable<String> tags() {
        return byTag.keySet();
    }

    /** Names of the alarms of a tag. */
    List<String> ofTag(String tag) {
        return byTag.getOrDefault(tag, List.of());
    }

    /** Areas in which tags with alarms stand, for whose folders there are nodes. */
    Iterable<String> areas() {
        return tagsByArea.keySet();
    }

    /** Names of the tags that are watched in an area. */
    Iterable<String> tagsOfArea(String area) {
        return tagsByArea.getOrDefault(area, new TreeSet<>());
    }
}
