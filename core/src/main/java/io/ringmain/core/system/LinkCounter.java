package io.ringmain.core.system;

import java.util.List;

/** What the core counts of every connector's updates; what the connector itself counts has other names. */
public final class LinkCounter {
    public static final String RECEIVED = "UpdatesReceived";
    public static final String CONFLATED = "UpdatesConflated";
    public static final String REFUSED = "UpdatesRefused";
    public static final String QUARANTINED = "UpdatesQuarantined";

    static final List<String> ALL = List.of(RECEIVED, CONFLATED, REFUSED, QUARANTINED);

    private LinkCounter() {}
}
