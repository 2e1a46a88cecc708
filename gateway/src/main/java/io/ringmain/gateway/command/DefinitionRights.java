package io.ringmain.gateway.command;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.SiteAreas;
import io.ringmain.core.site.SiteChange;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.config.Section;
import java.util.List;
import java.util.Objects;

/**
 * Who may change which definitions. Whoever may configure some areas only needs the right in that of what is there and in
 * that of what is to be there. Connectors and groups of alarms are of the whole site, and so is what makes a tag write to a
 * device: another area's device might be behind the address.
 *
 * <p>Thread: any.
 */
final class DefinitionRights {
    private final Plant plant;

    DefinitionRights(Plant plant) {
        this.plant = plant;
    }

    private static boolean isUnlimited(Principal who) {
        return who.may(Permission.CONFIGURE, "");
    }

    /** @throws io.ringmain.gateway.view.Problem 403 when what is there is not the caller's to change */
    void requirePresent(Principal who, SitePlan site, Section section, String name) {
        if (isUnlimited(who)) {
            return;
        }
        switch (section) {
            case CONNECTORS, ALARM_GROUPS -> Rights.requireEverywhere(who, Permission.CONFIGURE);
            case TAGS -> require(who, site.tag(site.tagId(name)));
            case ALARMS -> {
                AlarmDefinition alarm = site.alarm(site.alarmId(name));
                require(who, alarm, alarm == null ? null : site.tag(site.tagId(alarm.tag())));
            }
            case MACHINES -> require(who, site.machine(site.machineId(name)), site, new SiteChange());
        }
    }

    /** @throws io.ringmain.gateway.view.Problem 403 when what is to be there is not the caller's to make */
    void requireWanted(Principal who, SitePlan site, SiteChange change, Section section, String name) {
        if (isUnlimited(who)) {
            return;
        }
        switch (section) {
            case CONNECTORS, ALARM_GROUPS -> Rights.requireEverywhere(who, Permission.CONFIGURE);
            case TAGS -> {
                TagDefinition tag = change.tag(name);
                require(who, tag);
                if (tag != null && tag.isWritable() && tag.source() != null && !isBound(site, tag)) {
                    Rights.requireEverywhere(who, Permission.CONFIGURE);
                }
            }
            case ALARMS -> {
                AlarmDefinition alarm = change.alarm(name);
                require(who, alarm, alarm == null ? null : tag(site, change, alarm.tag()));
            }
            case MACHINES -> require(who, change.machine(name), site, change);
        }
    }

    /** Whether the tag writes to that device already. */
    private static boolean isBound(SitePlan site, TagDefinition tag) {
        TagDefinition present = site.tag(site.tagId(tag.name()));
        return present != null && present.isWritable() && Objects.equals(present.source(), tag.source());
    }

    private static TagDefinition tag(SitePlan site, SiteChange change, String name) {
        TagDefinition wanted = change.tag(name);
        return wanted == null ? site.tag(site.tagId(name)) : wanted;
    }

    private static void require(Principal who, TagDefinition tag) {
        if (tag != null) {
            Rights.require(who, Permission.CONFIGURE, "The tag " + tag.name(), List.of(SiteAreas.of(tag)));
        }
    }

    private static void require(Principal who, AlarmDefinition alarm, TagDefinition watched) {
        if (alarm != null) {
            Rights.require(
                    who, Permission.CONFIGURE, "The alarm " + alarm.name(), List.of(SiteAreas.of(alarm, watched)));
        }
    }

    private void require(Principal who, MachineDefinition machine, SitePlan site, SiteChange change) {
        if (machine != null) {
            Rights.require(
                    who,
                    Permission.CONFIGURE,
                    "The machine " + machine.name(),
                    SiteAreas.of(machine, plant.machineType(machine.type()), name -> tag(site, change, name)));
        }
    }
}
