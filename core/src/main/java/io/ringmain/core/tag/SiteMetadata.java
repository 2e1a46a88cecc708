package io.ringmain.core.tag;

import java.util.Objects;

/**
 * Where in the site a tag belongs. Texts may be empty.
 *
 * @param area process area, also what access is granted by
 * @param manufacturer of the instrument
 * @param segment part of the line or of the plant
 * @param positionM position along the segment in metres, NaN when it has none
 */
public record SiteMetadata(String area, String manufacturer, String segment, double positionM) {
    public static final SiteMetadata NONE = new SiteMetadata("", "", "", Double.NaN);

    public SiteMetadata {
        Objects.requireNonNull(area, "area");
        Objects.requireNonNull(manufacturer, "manufacturer");
        Objects.requireNonNull(segment, "segment");
    }

    public static SiteMetadata ofArea(String area) {
        return new SiteMetadata(area, "", "", Double.NaN);
    }
}
