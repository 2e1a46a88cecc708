package io.ringmain.gateway.command;

import io.ringmain.core.site.SitePlan;
import io.ringmain.core.system.SystemSite;
import io.ringmain.gateway.config.ManagedSite;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.view.Problem;

/** Entity tags of definitions, and what they are asked for: that nobody overwrites what they have not seen. Thread: any. */
final class DefinitionTags {
    private DefinitionTags() {}

    /** Empty when there is none of that name. */
    static String of(ManagedSite managed, SitePlan site, Section section, String name) {
        Object definition =
                section == Section.ALARM_GROUPS ? group(managed, site, name) : definition(site, section, name);
        if (definition == null) {
            return "";
        }
        String hash = managed.hash(section, name);
        return '"' + (hash.isEmpty() ? Integer.toHexString(definition.toString().hashCode()) : hash) + '"';
    }

    /** Null for a group that is only named for first-out, too: nobody has declared it. */
    private static Object group(ManagedSite managed, SitePlan site, String name) {
        boolean isDeclared = site.definition().alarmGroups().stream()
                .anyMatch(group -> group.name().equals(name));
        return isDeclared || managed.text(Section.ALARM_GROUPS, name) != null
                ? definition(site, Section.ALARM_GROUPS, name)
                : null;
    }

    private static Object definition(SitePlan site, Section section, String name) {
        return switch (section) {
            case CONNECTORS -> site.connector(site.connectorId(name));
            case TAGS -> site.tag(site.tagId(name));
            case ALARMS -> site.alarm(site.alarmId(name));
            case ALARM_GROUPS -> site.alarmGroup(site.alarmGroupId(name));
            case MACHINES -> site.machine(site.machineId(name));
        };
    }

    /** @throws Problem when it may not be changed, is not there or is another one than the caller has seen */
    static void requireMet(ManagedSite managed, SitePlan site, SiteDesk.Edit edit) {
        boolean isOfSystem = switch (edit.section()) {
            case TAGS, MACHINES -> SystemSite.isReserved(edit.name());
            case CONNECTORS -> edit.name().equals(SystemSite.CONNECTOR);
            case ALARMS, ALARM_GROUPS -> false;
        };
        if (isOfSystem) {
            throw new Problem(
                    409,
                    "definition-generated",
                    edit.name() + " is made by Ringmain itself; it follows its connector.");
        }
        String present = of(managed, site, edit.section(), edit.name());
        String what = edit.section().singular();
        if (edit.action() == SiteDesk.Action.CREATE) {
            if (!present.isEmpty()) {
                throw new Problem(409, what + "-exists", "There is a " + what + " " + edit.name() + " already.");
            }
            return;
        }
        if (present.isEmpty()) {
            throw Problem.notFound(what + "-unknown", "There is no " + what + " " + edit.name() + ".");
        }
        if (edit.ifMatch().isEmpty()) {
            throw new Problem(
                    428,
                    "precondition-required",
                    "If-Match with the ETag of " + edit.name() + " is needed, so that no other change is lost.");
        }
        if (!edit.ifMatch().equals("*") && !edit.ifMatch().equals(present)) {
            throw new Problem(
                    412,
                    "precondition-failed",
                    edit.name() + " has been changed by somebody else; its ETag is " + present + " now.");
        }
    }
}
