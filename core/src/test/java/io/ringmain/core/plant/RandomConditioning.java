package io.ringmain.core.plant;

import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Scaling, filters and stale times at random, each sound for its type of tag with a range of -100 to 100. */
final class RandomConditioning {
    private static final long MS = 1_000_000;

    private final Random random;

    RandomConditioning(Random random) {
        this.random = random;
    }

    Conditioning of(TagType type) {
        Conditioning conditioning = new Conditioning(random.nextInt(3) == 0 ? (1 + random.nextInt(40)) * 10 * MS : 0);
        boolean isRounded = type == TagType.INT64 && random.nextBoolean();
        if (isRounded) {
            conditioning = conditioning.rounded();
        }
        boolean isFraction = type == TagType.FLOAT64 || isRounded;
        if (isFraction && random.nextInt(3) == 0) {
            conditioning = conditioning.withScaling(scaling());
        }
        if (type != TagType.STRING && random.nextInt(3) == 0) {
            conditioning = conditioning.withFilters(filters(type, isFraction));
        }
        return conditioning;
    }

    private Scaling scaling() {
        Scaling scaling = random.nextBoolean()
                ? Scaling.factor(0.25 + random.nextInt(8), random.nextInt(20) - 10)
                : Scaling.piecewise(
                                new Scaling.Point(-80, -90),
                                new Scaling.Point(random.nextInt(40) - 20, random.nextInt(40) - 20),
                                new Scaling.Point(80, 95))
                        .outside(Scaling.Outside.values()[random.nextInt(Scaling.Outside.values().length)]);
        return scaling.raw(random.nextBoolean() ? TagType.INT64 : TagType.FLOAT64);
    }

    private Filter[] filters(TagType type, boolean isFraction) {
        List<Filter> filters = new ArrayList<>();
        if (isFraction && random.nextBoolean()) {
            filters.add(
                    random.nextBoolean()
                            ? new Filter.Exponential((1 + random.nextInt(200)) * MS)
                            : new Filter.Kalman(0.5 + random.nextInt(4), 1 + random.nextInt(9)));
        }
        if (type != TagType.BOOL && random.nextBoolean()) {
            filters.add(new Filter.Outlier(
                    Filter.Outlier.Method.values()[random.nextInt(2)],
                    3 + random.nextInt(6),
                    1 + random.nextInt(4),
                    random.nextInt(3),
                    random.nextBoolean()));
        }
        if (type != TagType.BOOL && random.nextBoolean()) {
            filters.add(new Filter.OutOfRange(-60, random.nextBoolean() ? Double.NaN : 60, random.nextBoolean()));
        }
        if (random.nextBoolean()) {
            filters.add(new Filter.Frozen(random.nextInt(2), (1 + random.nextInt(300)) * MS));
        }
        return filters.toArray(Filter[]::new);
    }
}
