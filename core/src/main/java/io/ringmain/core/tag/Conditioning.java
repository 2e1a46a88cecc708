package io.ringmain.core.tag;

import java.util.List;
import java.util.Objects;

/**
 * What is done with a source's value before it stands in the CVT: scaling, then the filters in their order, then the tag's
 * deadband.
 *
 * @param scaling from the device's number to the tag's unit
 * @param isRounded whether a number with a fraction is rounded, half to even, into a tag of type int64; else it is refused
 * @param filters in the order in which they are applied
 * @param staleNs ring time without an update after which the value is stale; 0 never
 */
public record Conditioning(Scaling scaling, boolean isRounded, List<Filter> filters, long staleNs) {
    /** Most filters of one tag. */
    public static final int MAX_FILTERS = 8;

    /** The source's value as it comes. */
    public static final Conditioning NONE = new Conditioning(0);

    public Conditioning {
        Objects.requireNonNull(scaling, "scaling");
        filters = List.copyOf(filters);
    }

    public Conditioning(long staleNs) {
        this(Scaling.NONE, false, List.of(), staleNs);
    }

    public static Conditioning scaled(Scaling scaling) {
        return new Conditioning(scaling, false, List.of(), 0);
    }

    public static Conditioning filtered(Filter... filters) {
        return new Conditioning(Scaling.NONE, false, List.of(filters), 0);
    }

    public Conditioning withScaling(Scaling other) {
        return new Conditioning(other, isRounded, filters, staleNs);
    }

    public Conditioning withFilters(Filter... others) {
        return new Conditioning(scaling, isRounded, List.of(others), staleNs);
    }

    public Conditioning withStale(long ns) {
        return new Conditioning(scaling, isRounded, filters, ns);
    }

    public Conditioning rounded() {
        return new Conditioning(scaling, true, filters, staleNs);
    }
}
