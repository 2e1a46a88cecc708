package io.ringmain.core.logic;

import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.TagDefinition;

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

    private final byte[] traits;
    private final double[] deadbands;
    private final TagSteps[] steps;
    private final SitePlan site;

    TagPlan(SitePlan site, AlarmPlan alarms) {
        this.site = site;
        int tags = site.tagCount();
        traits = new byte[tags];
        deadbands = new double[tags];
        steps = new TagSteps[tags];
        for (int id = 0; id < tags; id++) {
            TagDefinition tag = site.tag(id);
            if (tag == null) {
                traits[id] = UNKNOWN;
                continue;
            }
            boolean isConditioned = !tag.conditioning().equals(Conditioning.NONE);
            steps[id] = isConditioned ? new TagSteps(tag) : null;
            boolean isTimed = isConditioned && steps[id].isTimed();
            traits[id] = (byte) (tag.type().code() | (isConditioned ? CONDITIONED : 0) | (isTimed ? TIMED : 0));
            traits[id] |= (byte) (alarms.isWatched(id) ? WATCHED : 0);
            deadbands[id] = tag.deadband().widthOver(tag.rangeLow(), tag.rangeHigh());
        }
    }

    int count() {
        return traits.length;
    }

    /** Type and flags in one number, which is the bare code of the type for a tag of which nothing is to be known. */
    int traits(int tagId) {
        return tagId >= 0 && tagId < traits.length ? traits[tagId] : UNKNOWN;
    }

    /** Reads what an update of the tag looks at, if there is such a tag. */
    long touch(int tagId) {
        return tagId >= 0 && tagId < traits.length ? traits[tagId] + (long) deadbands[tagId] : 0;
    }

    boolean isTimed(int tagId) {
        return (traits[tagId] & TIMED) != 0;
    }

    boolean isWatched(int tagId) {
        return (traits[tagId] & WATCHED) != 0;
    }

    double deadband(int tagId) {
        return deadbands[tagId];
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
        TagDefinition tag = site.tag(tagId);
        TagDefinition before = other.site.tag(tagId);
        if (tag == null || before == null) {
            return tag == before;
        }
        return tag.type() == before.type() && tag.conditioning().equals(before.conditioning());
    }
}
