package io.ringmain.gateway.command;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.site.SiteAreas;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.view.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses what the caller may not do: at all, or to what belongs to other areas than theirs.
 *
 * <p>Thread: any.
 */
public final class Rights {
    private final Plant plant;

    Rights(Plant plant) {
        this.plant = plant;
    }

    /** @throws Problem 403 {@code forbidden} when the caller's role may do so nowhere */
    public static void require(Principal who, Permission permission) {
        if (!who.may(permission)) {
            throw new Problem(
                    403,
                    "forbidden",
                    "The role " + who.role().label() + " may not do this (" + permission.label() + ").");
        }
    }

    /**
     * For what is of the whole site.
     *
     * @throws Problem 403, {@code forbidden-area} when the caller may do so in some areas only
     */
    public static void requireEverywhere(Principal who, Permission permission) {
        require(who, permission);
        if (!who.may(permission, "")) {
            throw forbiddenArea("This is for the whole site; " + limits(who, permission));
        }
    }

    /**
     * For what belongs to all of these areas at once.
     *
     * @param what for the refusal, for example {@code The tag Feed.Level}
     * @throws Problem 403, {@code forbidden-area} when the caller may not do so in one of them
     */
    static void require(Principal who, Permission permission, String what, Collection<String> areas) {
        require(who, permission);
        for (String area : areas) {
            if (!who.may(permission, area)) {
                String place = area.isEmpty() ? "belongs to no area" : "belongs to the area " + area;
                throw forbiddenArea(what + " " + place + "; " + limits(who, permission));
            }
        }
    }

    private static String limits(Principal who, Permission permission) {
        return who.user() + " may do this (" + permission.label() + ") only in: "
                + who.role().grants().get(permission) + ".";
    }

    private static Problem forbiddenArea(String detail) {
        return new Problem(403, "forbidden-area", detail);
    }

    void requireForTag(Principal who, Permission permission, int tagId) {
        TagDefinition tag = plant.site().tag(tagId);
        if (tag != null) {
            require(who, permission, "The tag " + tag.name(), List.of(SiteAreas.of(tag)));
        }
    }

    void requireForAlarm(Principal who, Permission permission, int alarmId) {
        SitePlan site = plant.site();
        AlarmDefinition alarm = site.alarm(alarmId);
        if (alarm != null) {
            require(who, permission, "The alarm " + alarm.name(), List.of(SiteAreas.of(alarm, site)));
        }
    }

    void requireForMachine(Principal who, Permission permission, int machineId) {
        require(
                who,
                permission,
                "The machine " + plant.site().machine(machineId).name(),
                ofMachine(plant.site(), machineId));
    }

    private Set<String> ofMachine(SitePlan site, int machineId) {
        return SiteAreas.of(site.machine(machineId), plant.machineDeclaration(machineId), site);
    }

    /** For what is about an alarm, a tag or a machine of that name; what is about nothing that is there is in no area. */
    void requireForSubject(Principal who, Permission permission, String name) {
        require(who, permission);
        SitePlan site = plant.site();
        Set<String> areas = new TreeSet<>();
        if (site.alarmId(name) >= 0) {
            areas.add(SiteAreas.of(site.alarm(site.alarmId(name)), site));
        }
        if (site.tagId(name) >= 0) {
            areas.add(SiteAreas.of(site.tag(site.tagId(name))));
        }
        if (site.machineId(name) >= 0) {
            areas.addAll(ofMachine(site, site.machineId(name)));
        }
        require(who, permission, "What this is about, " + name + ",", areas);
    }
}
