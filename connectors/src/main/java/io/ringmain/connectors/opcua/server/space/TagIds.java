package io.ringmain.connectors.opcua.server.space;

import java.util.Set;

/** Identifiers of tags: their names, but for those few that are also the name of a folder. */
public final class TagIds {
    private static final String ESCAPE = "Tags/";
    private static final Set<String> FOLDERS =
            Set.of(ServedSite.TAGS, ServedSite.ALARMS, ServedSite.MACHINES, ServedSite.AREAS, "Tags");

    private TagIds() {}

    public static String of(String tag) {
        return FOLDERS.contains(tag) ? ESCAPE + tag : tag;
    }

    /** Name of the tag that an identifier begins with, the rest left away; null when it is none. */
    public static String tagOf(String id) {
        int from = id.startsWith(ESCAPE) ? ESCAPE.length() : 0;
        int slash = id.indexOf('/', from);
        String name = slash < 0 ? id.substring(from) : id.substring(from, slash);
        return FOLDERS.contains(name) == (from > 0) ? name : null;
    }

    /** What follows behind the tag's own identifier, empty when nothing does. */
    public static String restOf(String id) {
        int from = id.startsWith(ESCAPE) ? ESCAPE.length() : 0;
        int slash = id.indexOf('/', from);
        return slash < 0 ? "" : id.substring(slash + 1);
    }
}
