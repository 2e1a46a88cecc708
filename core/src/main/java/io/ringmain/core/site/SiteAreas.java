package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.tag.TagDefinition;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

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
     * @param declaration what it has and can do, null when that is not known or it has a program
     * @param tags the configured tag of a name, null when there is none
     */
    public static Set<String> of(
            MachineDefinition machine, MachineDeclaration declaration, Function<String, TagDefinition> tags) {
        Set<String> areas = new TreeSet<>();
        for (String name : written(machine, declaration)) {
            TagDefinition tag = tags.apply(name);
            if (tag != null) {
                areas.add(of(tag));
            }
        }
        return areas.isEmpty() ? Set.of(ofName(machine.name())) : areas;
    }

    public static Set<String> of(MachineDefinition machine, MachineDeclaration declaration, SitePlan site) {
        return of(machine, declaration, name -> site.tag(site.tagId(name)));
    }

    /** Names of the tags that it writes. */
    private static Set<String> written(MachineDefinition machine, MachineDeclaration declaration) {
        Set<String> names = new TreeSet<>();
        MachineProgram program = machine.program();
        if (program != null) {
            for (MachineProgram.State state : program.states()) {
                Stream.of(state.entry(), state.cyclic(), state.exit())
                        .flatMap(List::stream)
                        .forEach(action -> names.add(action.tag()));
            }
            names.addAll(program.safeOutputs().keySet());
        } else if (declaration != null) {
            declaration.outputs().stream()
                    .map(output -> machine.bindings().get(output.name()))
                    .filter(Objects::nonNull)
                    .forEach(names::add);
        }
        return names;
    }

    private static String ofName(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }
}
