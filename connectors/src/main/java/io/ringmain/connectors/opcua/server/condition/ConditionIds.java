package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.connectors.opcua.server.space.ServedSite;

/** Identifiers of conditions and of what they are made of: {@code Alarms/<alarm>/AckedState/Id}. */
final class ConditionIds {
    private static final String PREFIX = ServedSite.ALARMS + "/";

    private ConditionIds() {}

    static String of(String alarm) {
        return PREFIX + alarm;
    }

    static String of(String alarm, String path) {
        return PREFIX + alarm + "/" + path;
    }

    /** Name of the alarm, null when it is not the identifier of one or of a part of one; names hold no slash. */
    static String alarm(String id) {
        if (!id.startsWith(PREFIX)) {
            return null;
        }
        int slash = id.indexOf('/', PREFIX.length());
        return id.substring(PREFIX.length(), slash < 0 ? id.length() : slash);
    }

    /** What of the alarm, empty for the condition itself. */
    static String path(String id) {
        int slash = id.indexOf('/', PREFIX.length());
        return slash < 0 ? "" : id.substring(slash + 1);
    }
}
