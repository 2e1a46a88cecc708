package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.tag.TagDefinition;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which process areas something belongs to, for those who may only do things in some of them. A tag belongs to the area
 * that is written for it, else to the one its name begins with: {@code Feed.North.Level} to {@code Feed.North}. An alarm
 * belongs to its own area, else to its tag's; a machine to those of all tags that it writes, else to the one its name
 * begins with. The empty text is no area.
 */
public final class SiteAreas {
    private SiteAreas() {}

    public static String of(TagDefinition tag) {
        return tag.area().isEmpty() ? ofName(tag.name()) : tag.area();
    }

    /** @param watched the alarm's tag, null when it is none that is configured */
    public static String of(AlarmDefinition alarm, TagDefinition watched) {
        if (!alarm.rationale().area().isEmpty()) {
            return alarm.rationale().area();
        }
        return watched == null ? ofName(alarm.tag()) : of(watched);
    }

    public static String of(AlarmDefinition alarm, SitePlan site) {
        return of(alarm, site.tag(site.tagId(alarm.tag())));
    }

    /**
     * The areas of a machine; at least one.
     *
     * @param declaration what it has and can do, null when that is not known
     * @param tags the configured tag of a name, null when there is none
     */
    public static Set<String> of(
            MachineDefinition machine, MachineDeclaration declaration, Function<String, TagDefinition> tags) {
        Set<String> areas = new TreeSet<>();
        List<MachineDeclaration.Port> outputs = declaration == null ? List.of() : declaration.outputs();
        for (MachineDeclaration.Port output : outputs) {
            // a program names the tags themselves
            String name = machine.program() == null ? machine.bindings().get(output.name()) : output.name();
            TagDefinition tag = name == null ? null : tags.apply(name);
            if (tag != null) {
                areas.add(of(tag));
            }
        }
        return areas.isEmpty() ? Set.of(ofName(machine.name())) : areas;
    }

    public static Set<String> of(MachineDefinition machine, MachineDeclaration declaration, SitePlan site) {
        return of(machine, declaration, name -> site.tag(site.tagId(name)));
    }

    private static String ofName(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }
}
