package io.ringmain.core.site;

import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.TagType;

/** Canonical bytes of what is done with a source's value. */
final class ConditioningCodec {
    private static final int EXPONENTIAL = 1;
    private static final int KALMAN = 2;
    private static final int OUTLIER = 3;
    private static final int OUT_OF_RANGE = 4;
    private static final int FROZEN = 5;

    private ConditioningCodec() {}

    static void put(DefinitionOutput out, Conditioning conditioning) {
        boolean isConditioned = !conditioning.equals(Conditioning.NONE);
        out.flag(isConditioned);
        if (!isConditioned) {
            return;
        }
        Scaling scaling = conditioning.scaling();
        out.code(scaling.kind().ordinal());
        out.number(scaling.factor());
        out.number(scaling.offset());
        out.list(scaling.points(), (to, point) -> {
            to.number(point.raw());
            to.number(point.engineering());
        });
        out.code(scaling.outside().ordinal());
        out.code(scaling.rawType().code());
        out.flag(conditioning.isRounded());
        out.list(conditioning.filters(), ConditioningCodec::putFilter);
        out.whole(conditioning.staleNs());
    }

    static Conditioning get(DefinitionInput in, String name) {
        if (!in.flag()) {
            return Conditioning.NONE;
        }
        Scaling scaling = new Scaling(
                at(Scaling.Kind.values(), in.code(), "kind of scaling", name),
                in.number(),
                in.number(),
                in.list(from -> new Scaling.Point(from.number(), from.number())),
                at(Scaling.Outside.values(), in.code(), "rule outside a scaling", name),
                DefinitionInput.known(TagType.ofCode(in.code()), "raw type", name));
        return new Conditioning(scaling, in.flag(), in.list(from -> getFilter(from, name)), in.wholeLong());
    }

    private static void putFilter(DefinitionOutput out, Filter filter) {
        if (filter instanceof Filter.Exponential exponential) {
            out.code(EXPONENTIAL);
            out.whole(exponential.timeConstantNs());
        } else if (filter instanceof Filter.Kalman kalman) {
            out.code(KALMAN);
            out.number(kalman.processNoise());
            out.number(kalman.measurementNoise());
        } else if (filter instanceof Filter.Outlier outlier) {
            out.code(OUTLIER);
            out.code(outlier.method().ordinal());
            out.whole(outlier.window());
            out.number(outlier.threshold());
            out.number(outlier.minimum());
            out.flag(outlier.isHeld());
        } else if (filter instanceof Filter.OutOfRange range) {
            out.code(OUT_OF_RANGE);
            out.number(range.low());
            out.number(range.high());
            out.flag(range.isBad());
        } else if (filter instanceof Filter.Frozen frozen) {
            out.code(FROZEN);
            out.number(frozen.epsilon());
            out.whole(frozen.timeNs());
        }
    }

    private static Filter getFilter(DefinitionInput in, String name) {
        int code = in.code();
        return switch (code) {
            case EXPONENTIAL -> new Filter.Exponential(in.wholeLong());
            case KALMAN -> new Filter.Kalman(in.number(), in.number());
            case OUTLIER ->
                new Filter.Outlier(
                        at(Filter.Outlier.Method.values(), in.code(), "outlier method", name),
                        in.whole(),
                        in.number(),
                        in.number(),
                        in.flag());
            case OUT_OF_RANGE -> new Filter.OutOfRange(in.number(), in.number(), in.flag());
            case FROZEN -> new Filter.Frozen(in.number(), in.wholeLong());
            default -> throw new IllegalArgumentException(name + ": unknown filter " + code);
        };
    }

    private static <T> T at(T[] values, int ordinal, String what, String name) {
        return DefinitionInput.known(ordinal >= 0 && ordinal < values.length ? values[ordinal] : null, what, name);
    }
}
