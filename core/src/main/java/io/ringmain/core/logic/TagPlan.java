package io.ringmain.core.logic;

import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.TagDefinition;
import java.util.HashMap;
import java.util.Map;

/**
 * What LOGIC looks up about tags for every update: arrays by tag id.
 *
 * <p>Thread: any, immutable once made. Allocates: at compilation.
 */
final class TagPlan {
    static final TagPlan EMPTY = new TagPlan(SitePlan.EMPTY, new AlarmPlan(SitePlan.EMPTY));

    /** The bits of a tag's traits that hold the code of its type. */
    static final int TYPE = 0x07;
    /** Its updates are not put into the CVT as they come. */
    static final int CONDITIONED = 0x08;
    /** Something happens to it when no update comes. */
    static final int TIMED = 0x10;
    /** An alarm waits for its updates, whatever they say. */
    static final int WATCHED = 0x20;
    /** There is no such tag. */
    static final int UNKNOWN = 0x40;

    private static final int FLAGS = 0xFF;
    private static final int WIDTH_SHIFT = 8;
    /** The place of the deadband of a tag that has one of its own. */
    private static final int OWN_WIDTH = 0xFF;

    /** Flags, and above them the place of the tag's deadband among the widths: all of what a usual update looks at. */
    private final short[] traits;
    /** Different deadbands; the first is none. */
    private final double[] widths = new double[OWN_WIDTH];
    /** Deadbands by tag when there are too many different ones, otherwise null. */
    private double[] ownWidths;

    private final TagSteps[] steps;
    private final SitePlan site;
    private boolean isAnyTimed;

    TagPlan(SitePlan site, AlarmPlan alarms) {
        this.site = site;
        int tags = site.tagCount();
        traits = new short[tags];
        steps = new TagSteps[tags];
        Map<Double, Integer> places = new HashMap<>();
        places.put(0.0, 0);
        for (int id = 0; id < tags; id++) {
            TagDefinition tag = site.tag(id);
            if (tag == null) {
                traits[id] = UNKNOWN;
                continue;
            }
            boolean isConditioned = !tag.conditioning().equals(Conditioning.NONE);
            steps[id] = isConditioned ? new TagSteps(tag) : null;
            boolean isTimed = isConditioned && steps[id].isTimed();
            isAnyTimed |= isTimed;
            int flags = tag.type().code() | (isConditioned ? CONDITIONED : 0) | (isTimed ? TIMED : 0);
            flags |= alarms.isWatched(id) ? WATCHED : 0;
            double width = tag.deadband().widthOver(tag.rangeLow(), tag.rangeHigh());
            traits[id] = (short) (flags | placeOf(id, width, places) << WIDTH_SHIFT);
        }
    }

    private int placeOf(int tagId, double width, Map<Double, Integer> places) {
        Integer known = places.get(width);
        if (known != null) {
            return known;
        }
        int next = places.size();
        if (next < OWN_WIDTH) {
            widths[next] = width;
            places.put(width, next);
            return next;
        }
        if (ownWidths == null) {
            ownWidths = new double[traits.length];
        }
        ownWidths[tagId] = width;
        return OWN_WIDTH;
    }

    int count() {
        return traits.length;
    }

    /** Type and flags in one number, which is the bare code of the type for a tag of which nothing is to be known. */
    int traits(int tagId) {
        return tagId >= 0 && tagId < traits.length ? traits[tagId] & FLAGS : UNKNOWN;
    }

    /** Reads what updates of these tags look at, of those that there are. */
    long touch(int[] tagIds, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += traits(tagIds[i]);
        }
        if (ownWidths != null) {
            for (int i = 0; i < count; i++) {
                sum += traits(tagIds[i]) == UNKNOWN ? 0 : (long) ownWidths[tagIds[i]];
            }
        }
        return sum;
    }

    /** Whether something happens to any tag when no update comes. */
    boolean isAnyTimed() {
        return isAnyTimed;
    }

    boolean isTimed(int tagId) {
        return (traits[tagId] & TIMED) != 0;
    }

    boolean isWatched(int tagId) {
        return (traits[tagId] & WATCHED) != 0;
    }

    /** Smallest change that counts, 0 when each does. */
    double deadband(int tagId) {
        int place = traits[tagId] >>> WIDTH_SHIFT & OWN_WIDTH;
        return place == OWN_WIDTH ? ownWidths[tagId] : widths[place];
    }

    /** What is done with the tag's values, null when nothing is. */
    TagSteps steps(int tagId) {
        return steps[tagId];
    }

    /** The tag's scaling, null when it has none. */
    ScalingCurve curve(int tagId) {
        return steps[tagId] == null ? null : steps[tagId].curve;
    }

    /** Whether the memory of a tag's conditioning in another plan can be kept. */
    boolean isConditionedAs(TagPlan other, int tagId) {
        boolean isPlain = steps[tagId] == null && (tagId >= other.steps.length || other.steps[tagId] == null);
        if (isPlain || site.isSameTag(tagId, other.site)) { // what is plain has no memory
            return true;
        }
        TagDefinition tag = site.tag(tagId);
        TagDefinition before = other.site.tag(tagId);
        if (tag == null || before == null) {
            return tag == before;
        }
        return tag.type() == before.type() && tag.conditioning().equals(before.conditioning());
    }
}
