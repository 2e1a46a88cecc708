package io.ringmain.core.tag;

import java.util.Objects;

/**
 * What a tag is. Immutable; {@link io.ringmain.core.site.SiteRules} says what is wrong with it.
 *
 * @param name hierarchical, {@code Area.Unit.Tag}; letters, digits, {@code _ -} between dots
 * @param type type of the value
 * @param length most elements of an array, 1 to 512; 1 for everything else
 * @param unit engineering unit, empty when none is declared
 * @param displayUnit unit in which operators are shown the value, empty for the engineering unit
 * @param description free text, may be empty
 * @param rangeLow low end of the engineering range in {@code unit}, NaN when not declared
 * @param rangeHigh high end of the engineering range in {@code unit}, NaN when not declared
 * @param deadband smallest change that counts as a change
 * @param conditioning what is done with the source's value before it stands in the CVT
 * @param derivation how the value follows from other tags
 * @param source where the values come from, null for a tag that is only written inside Ringmain
 * @param isWritable whether write commands and machines may write it
 * @param metadata where in the site it belongs
 * @param recording which samples the historian's projections keep
 * @param isSignatureRequired whether commands to it have to be signed
 */
public record TagDefinition(
        String name,
        TagType type,
        int length,
        String unit,
        String displayUnit,
        String description,
        double rangeLow,
        double rangeHigh,
        Deadband deadband,
        Conditioning conditioning,
        Derivation derivation,
        TagSource source,
        boolean isWritable,
        SiteMetadata metadata,
        Recording recording,
        boolean isSignatureRequired) {

    public TagDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(displayUnit, "displayUnit");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(deadband, "deadband");
        Objects.requireNonNull(conditioning, "conditioning");
        Objects.requireNonNull(derivation, "derivation");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(recording, "recording");
    }

    /** A plain internal tag: no source, writable, recorded. */
    public static TagDefinition internal(String name, TagType type) {
        return builder(name, type).build();
    }

    /** Begins with a plain internal tag. */
    public static Builder builder(String name, TagType type) {
        return new Builder(name, type);
    }

    /** The same tag, to be changed. */
    public Builder change() {
        return new Builder(this);
    }

    /** The same tag with an absolute deadband in its unit. */
    public TagDefinition withDeadband(double absolute) {
        return change().deadband(Deadband.absolute(absolute)).build();
    }

    /** The same tag bound to a connector. */
    public TagDefinition withSource(TagSource bound) {
        return change().source(bound).build();
    }

    /** Bytes of the cell that holds a value of more than 64 bits, 0 when the tag needs none. */
    public int cellBytes() {
        return type == TagType.STRING ? TagValue.MAX_STRING_BYTES : type.isArray() ? length * Long.BYTES : 0;
    }

    /** What its source sends and is written: differs from the type when the value is scaled or rounded. */
    public TagType sourceType() {
        if (!conditioning.scaling().isNone()) {
            return conditioning.scaling().rawType();
        }
        return conditioning.isRounded() ? TagType.FLOAT64 : type;
    }

    /** Whether any samples are kept. */
    public boolean history() {
        return !recording.isNone();
    }

    /** Whether a line stands between two samples, and not the earlier one. */
    public boolean isSloped() {
        return switch (recording.interpolation()) {
            case STEPPED -> false;
            case SLOPED -> true;
            case BY_TYPE -> type == TagType.FLOAT64 || recording.mode() == Recording.Mode.COMPRESSED;
        };
    }

    /** Whether an update of that type is a value of this tag, as it is or as a number of its type. */
    public boolean takes(TagType sent) {
        return sent == type
                || type == TagType.FLOAT64 && (sent == TagType.INT64 || sent == TagType.BOOL)
                || type == TagType.INT64
                        && (sent == TagType.BOOL || sent == TagType.FLOAT64 && conditioning.isRounded());
    }

    /** The process area, may be empty. */
    public String area() {
        return metadata.area();
    }

    /** Collects what differs from a plain internal tag. */
    public static final class Builder {
        private final String name;
        private final TagType type;
        private int length = 1;
        private String unit = "";
        private String displayUnit = "";
        private String description = "";
        private double rangeLow = Double.NaN;
        private double rangeHigh = Double.NaN;
        private Deadband deadband = Deadband.NONE;
        private Conditioning conditioning = Conditioning.NONE;
        private Derivation derivation = Derivation.NONE;
        private TagSource source;
        private boolean isWritable = true;
        private SiteMetadata metadata = SiteMetadata.NONE;
        private Recording recording = Recording.EVERY;
        private boolean isSignatureRequired;

        private Builder(String name, TagType type) {
            this.name = name;
            this.type = type;
        }

        private Builder(TagDefinition tag) {
            this(tag.name, tag.type);
            length = tag.length;
            unit = tag.unit;
            displayUnit = tag.displayUnit;
            description = tag.description;
            rangeLow = tag.rangeLow;
            rangeHigh = tag.rangeHigh;
            deadband = tag.deadband;
            conditioning = tag.conditioning;
            derivation = tag.derivation;
            source = tag.source;
            isWritable = tag.isWritable;
            metadata = tag.metadata;
            recording = tag.recording;
            isSignatureRequired = tag.isSignatureRequired;
        }

        public Builder length(int elements) {
            length = elements;
            return this;
        }

        public Builder unit(String engineering) {
            unit = engineering;
            return this;
        }

        public Builder displayUnit(String shown) {
            displayUnit = shown;
            return this;
        }

        public Builder description(String text) {
            description = text;
            return this;
        }

        public Builder range(double low, double high) {
            rangeLow = low;
            rangeHigh = high;
            return this;
        }

        public Builder deadband(Deadband smallest) {
            deadband = smallest;
            return this;
        }

        public Builder conditioning(Conditioning steps) {
            conditioning = steps;
            return this;
        }

        /** A derived tag is not writable unless that is said afterwards. */
        public Builder derivation(Derivation from) {
            derivation = from;
            isWritable &= !from.isDerived();
            return this;
        }

        public Builder source(TagSource bound) {
            source = bound;
            return this;
        }

        public Builder writable(boolean mayBeWritten) {
            isWritable = mayBeWritten;
            return this;
        }

        public Builder metadata(SiteMetadata place) {
            metadata = place;
            return this;
        }

        /** Every applied update is kept, or none. */
        public Builder history(boolean isRecorded) {
            return recording(isRecorded ? Recording.EVERY : Recording.NONE);
        }

        public Builder recording(Recording which) {
            recording = which;
            return this;
        }

        public Builder signatureRequired(boolean isRequired) {
            isSignatureRequired = isRequired;
            return this;
        }

        public TagDefinition build() {
            return new TagDefinition(
                    name,
                    type,
                    length,
                    unit,
                    displayUnit,
                    description,
                    rangeLow,
                    rangeHigh,
                    deadband,
                    conditioning,
                    derivation,
                    source,
                    isWritable,
                    metadata,
                    recording,
                    isSignatureRequired);
        }
    }
}
