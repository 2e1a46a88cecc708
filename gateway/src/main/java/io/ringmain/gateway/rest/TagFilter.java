package io.ringmain.gateway.rest;

import io.ringmain.core.tag.Glob;
import io.ringmain.core.tag.Position;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.gateway.view.Problem;

/** Which tags a list shows. What is left out lets everything through; a bound on the position drops tags without one. */
record TagFilter(Glob glob, String below, String area, String segment, double fromM, double toM) {
    static final String[] QUERY = {
        "glob", "text", "tags", "below", "sort", "skip", "area", "segment", "positionFrom", "positionTo"
    };

    static TagFilter of(Call call) {
        String glob = call.query("glob");
        double fromM = position(call, "positionFrom");
        double toM = position(call, "positionTo");
        if (fromM > toM) {
            throw Problem.badRequest("positionFrom: " + call.query("positionFrom") + " lies behind positionTo "
                    + call.query("positionTo"));
        }
        return new TagFilter(
                new Glob(glob.isEmpty() ? "*" : glob),
                call.query("below"),
                call.query("area"),
                call.query("segment"),
                fromM,
                toM);
    }

    boolean matches(TagDefinition tag) {
        SiteMetadata metadata = tag.metadata();
        return (area.isEmpty() || area.equals(metadata.area()))
                && (segment.isEmpty() || segment.equals(metadata.segment()))
                && (Double.isNaN(fromM) || metadata.positionM() >= fromM)
                && (Double.isNaN(toM) || metadata.positionM() <= toM)
                && isBelow(tag.name())
                && glob.matches(tag.name());
    }

    /** Itself, or behind it and a dot. */
    private boolean isBelow(String name) {
        return below.isEmpty()
                || name.startsWith(below) && (name.length() == below.length() || name.charAt(below.length()) == '.');
    }

    private static double position(Call call, String name) {
        String text = call.query(name);
        if (text.isEmpty()) {
            return Double.NaN;
        }
        return Position.metres(text).orElseThrow(() -> Problem.badRequest(name + ": " + text + " " + Position.RULE));
    }
}
