package io.ringmain.gateway.rest;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Glob;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.gateway.view.AlarmView;
import io.ringmain.gateway.view.Problem;
import java.util.List;

/**
 * Which alarms a list shows; null where nothing is asked for.
 *
 * @param shelved whether it is shelved now, whatever else is laid over it
 */
record AlarmFilter(
        Glob glob,
        String area,
        String tag,
        AlarmState state,
        Boolean shelved,
        Boolean suppressed,
        Boolean outOfService,
        Boolean enabled) {
    static final String[] KEYS = {"glob", "area", "tag", "state", "shelved", "suppressed", "outOfService", "enabled"};

    static AlarmFilter of(Call call) {
        String glob = call.query("glob");
        return new AlarmFilter(
                new Glob(glob.isEmpty() ? "*" : glob),
                call.query("area"),
                call.query("tag"),
                state(call),
                flag(call, "shelved"),
                flag(call, "suppressed"),
                flag(call, "outOfService"),
                flag(call, "enabled"));
    }

    private static AlarmState state(Call call) {
        String text = call.query("state");
        if (text.isEmpty()) {
            return null;
        }
        for (AlarmState state : AlarmState.values()) {
            if (state.name().equals(text)) {
                return state;
            }
        }
        throw Problem.badRequest("state: " + text + " is none of " + List.of(AlarmState.values()));
    }

    private static Boolean flag(Call call, String key) {
        String text = call.query(key);
        if (text.isEmpty()) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw Problem.badRequest(key + ": " + text + " is neither true nor false");
        }
        return text.equals("true");
    }

    boolean accepts(SitePlan site, AlarmDefinition alarm, AlarmSnapshot present) {
        if (state != null && state != present.state || !glob.matches(alarm.name())) {
            return false;
        }
        TagDefinition watched = site.tag(site.tagId(alarm.tag()));
        return (area.isEmpty() || area.equals(AlarmView.area(alarm, watched)))
                && (tag.isEmpty() || tag.equals(alarm.tag()))
                && is(shelved, present.shelf != AlarmSnapshot.Shelf.UNSHELVED)
                && is(suppressed, present.isSuppressed)
                && is(outOfService, present.isOutOfService)
                && is(enabled, present.isEnabled);
    }

    private static boolean is(Boolean wanted, boolean present) {
        return wanted == null || wanted == present;
    }
}
