package io.ringmain.core.system;

import java.util.List;

/** What the core counts of every connector's updates. */
public final class LinkCounter {
    public static final String RECEIVED = "Received";
    public static final String CONFLATED = "Conflated";
    public static final String REFUSED = "Refused";
    public static final String QUARANTINED = "Quarantined";

    static final List<String> ALL = List.of(RECEIVED, CONFLATED, REFUSED, QUARANTINED);

    private LinkCounter() {}
}
