package io.ringmain.core.tag;

import java.util.Objects;

/**
 * What a tag is. Immutable; validated by {@link io.ringmain.core.site.SiteDefinition}.
 *
 * @param name hierarchical, {@code Area.Unit.Tag}; letters, digits, {@code _ -} between dots
 * @param type scalar type
 * @param unit engineering unit as the site writes it, empty when dimensionless
 * @param description free text, may be empty
 * @param rangeLow low end of the engineering range in {@code unit}, NaN when not declared
 * @param rangeHigh high end of the engineering range in {@code unit}, NaN when not declared
 * @param deadband smallest change in {@code unit} that counts as a change; 0 takes every update
 * @param source where the values come from, null for a tag that is only written inside Ringmain
 * @param isWritable whether write commands and machines may write it
 * @param area site area, may be empty
 * @param history whether samples are projected to the historian
 */
public record TagDefinition(
        String name,
        TagType type,
        String unit,
        String description,
        double rangeLow,
        double rangeHigh,
        double deadband,
        TagSource source,
        boolean isWritable,
        String area,
        boolean history) {

    public TagDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(area, "area");
    }

    /** A plain internal tag: no source, writable, recorded. */
    public static TagDefinition internal(String name, TagType type) {
        return new TagDefinition(name, type, "", "", Double.NaN, Double.NaN, 0, null, true, "", true);
    }

    /** The same tag with an absolute deadband in its unit. */
    public TagDefinition withDeadband(double absolute) {
        return new TagDefinition(
                name, type, unit, description, rangeLow, rangeHigh, absolute, source, isWritable, area, history);
    }

    /** The same tag bound to a connector. */
    public TagDefinition withSource(TagSource bound) {
        return new TagDefinition(
                name, type, unit, description, rangeLow, rangeHigh, deadband, bound, isWritable, area, history);
    }
}
