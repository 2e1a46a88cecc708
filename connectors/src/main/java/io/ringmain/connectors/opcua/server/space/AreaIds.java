package io.ringmain.connectors.opcua.server.space;

/** Identifiers of areas and of their segments. Areas are free text, and a slash stands between an area and a segment. */
public final class AreaIds {
    private static final String PREFIX = ServedSite.AREAS + "/";

    private AreaIds() {}

    public static String of(String area) {
        return PREFIX + escaped(area);
    }

    public static String of(String area, String segment) {
        return PREFIX + escaped(area) + "/" + escaped(segment);
    }

    /** The area that an identifier begins with; null when it is none. */
    public static String areaOf(String id) {
        if (!id.startsWith(PREFIX)) {
            return null;
        }
        int slash = id.indexOf('/', PREFIX.length());
        return plain(id.substring(PREFIX.length(), slash < 0 ? id.length() : slash));
    }

    /** The segment that an identifier ends with; null when it is an area's. */
    public static String segmentOf(String id) {
        int slash = id.indexOf('/', PREFIX.length());
        return slash < 0 ? null : plain(id.substring(slash + 1));
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("/", "%2F");
    }

    private static String plain(String text) {
        return text.replace("%2F", "/").replace("%25", "%");
    }
}
