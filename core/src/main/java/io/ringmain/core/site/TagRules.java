package io.ringmain.core.site;

import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import java.util.Set;

/** Rules for tags. */
final class TagRules {
    private final Set<String> connectors;
    private final Findings findings;
    private final UnitRules units;

    TagRules(Set<String> connectors, Findings findings) {
        this.connectors = connectors;
        this.findings = findings;
        units = new UnitRules(findings);
    }

    void check(Definitions<TagDefinition> tags) {
        for (int i = 0; i < tags.size(); i++) {
            TagDefinition tag = tags.get(i);
            findings.checkName("tags", i, tag.name());
            if (tags.find(tag.name()) != i) {
                findings.reportTwice("tags", i, tag.name());
            }
            units.check(i, tag);
            checkPosition(i, tag);
            if (!(tag.deadband().width() >= 0)
                    || Double.isInfinite(tag.deadband().width())) {
                findings.report(
                        "tags",
                        i,
                        "deadband",
                        tag.deadband().width() + " is not allowed, must be a number of 0 or more");
            }
            if (tag.deadband().width() > 0 && tag.type() != TagType.INT64 && tag.type() != TagType.FLOAT64) {
                findings.report(
                        "tags",
                        i,
                        "deadband",
                        "is allowed for int64 and float64 only, not for "
                                + tag.type().label());
            }
            if (tag.deadband().isPercent() && (tag.deadband().width() > 100 || !hasRange(tag))) {
                findings.report(
                        "tags",
                        i,
                        "deadband",
                        hasRange(tag)
                                ? tag.deadband().width() + " % is not allowed, must be 0 % to 100 %"
                                : "in percent needs a range with both ends");
            }
            checkLength(i, tag);
            ConditioningRules.check(findings, i, tag);
            RecordingRules.check(findings, i, tag);
            boolean isOpen = Double.isNaN(tag.rangeLow()) && Double.isNaN(tag.rangeHigh());
            if (!isOpen && !(tag.rangeLow() < tag.rangeHigh())) {
                findings.report(
                        "tags",
                        i,
                        "range",
                        "[" + tag.rangeLow() + ", " + tag.rangeHigh()
                                + "] is not allowed, the low end must be below the high end");
            }
            if (tag.source() != null) {
                if (!connectors.contains(tag.source().connector())) {
                    findings.report(
                            "tags",
                            i,
                            "source",
                            "connector '" + tag.source().connector() + "' is not declared, known: " + connectors);
                }
                if (tag.source().intervalMs() < 1) {
                    findings.report("tags", i, "source", "interval must be 1ms or more");
                }
            }
        }
        new DerivationRules(tags, findings).check(tags);
    }

    private void checkPosition(int i, TagDefinition tag) {
        double position = tag.metadata().positionM();
        if (position < 0 || Double.isInfinite(position)) {
            findings.report("tags", i, "position", position + " m is not allowed, must be 0 or more");
        }
    }

    private void checkLength(int i, TagDefinition tag) {
        if (tag.type().isArray() && (tag.length() < 1 || tag.length() > TagValue.MAX_ELEMENTS)) {
            findings.report(
                    "tags", i, "length", tag.length() + " is not allowed, must be 1 to " + TagValue.MAX_ELEMENTS);
        } else if (!tag.type().isArray() && tag.length() != 1) {
            findings.report(
                    "tags",
                    i,
                    "length",
                    "is for arrays only, not for " + tag.type().label());
        }
    }

    private static boolean hasRange(TagDefinition tag) {
        return Double.isFinite(tag.rangeLow()) && Double.isFinite(tag.rangeHigh());
    }
}
