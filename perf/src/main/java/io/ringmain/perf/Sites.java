package io.ringmain.perf;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Sites of float64 tags with limit alarms: HI 90, LO 10, HIHI 95, LOLO 5, in this order, then the same a little tighter. */
public final class Sites {
    /** A value below all high limits and above all low ones. */
    public static final double QUIET = 50;
    /** A value over every high limit. */
    public static final double HIGH = 97;

    private static final AlarmKind[] KINDS = {AlarmKind.HI, AlarmKind.LO, AlarmKind.HIHI, AlarmKind.LOLO};
    private static final double[] LIMITS = {90, 10, 95, 5};
    private static final double[] TIGHTER = {89, 11, 94, 6};

    /** Takes one limit of a tag. */
    public interface LimitHandler {
        /** @param isHigh whether its alarm is raised over the limit, not under it */
        void onLimit(boolean isHigh, double limit);
    }

    private Sites() {}

    /** The four limits of a tag, in their order. */
    public static void forEachLimit(LimitHandler handler) {
        for (int i = 0; i < KINDS.length; i++) {
            handler.onLimit(KINDS[i] == AlarmKind.HI || KINDS[i] == AlarmKind.HIHI, LIMITS[i]);
        }
    }

    /** @param limits limit alarms a tag, 0 to 8 */
    public static SiteDefinition of(int tags, int limits) {
        List<TagDefinition> definitions = new ArrayList<>(tags);
        List<AlarmDefinition> alarms = new ArrayList<>(tags * limits);
        for (int tag = 0; tag < tags; tag++) {
            String name = "Load.T" + tag;
            definitions.add(TagDefinition.internal(name, TagType.FLOAT64));
            for (int limit = 0; limit < limits; limit++) {
                alarms.add(
                        limit < KINDS.length
                                ? AlarmDefinition.limit(name, KINDS[limit], LIMITS[limit])
                                : tighter(name, limit));
            }
        }
        return new SiteDefinition("load", List.of(), definitions, alarms, List.of());
    }

    private static AlarmDefinition tighter(String tag, int limit) {
        AlarmKind kind = KINDS[limit - KINDS.length];
        BigDecimal bound = BigDecimal.valueOf(TIGHTER[limit - KINDS.length]);
        return AlarmDefinition.of(
                tag + "." + kind + ".Early", tag, new AlarmCondition.Limit(kind, bound, BigDecimal.ZERO));
    }
}
