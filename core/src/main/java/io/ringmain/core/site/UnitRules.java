package io.ringmain.core.site;

import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;
import io.ringmain.core.unit.UnknownUnitException;

/** Rules for the units of a tag. */
final class UnitRules {
    private static final int RELATIVES = 6;

    private final Findings findings;

    UnitRules(Findings findings) {
        this.findings = findings;
    }

    void check(int i, TagDefinition tag) {
        EngineeringUnit unit = parse(i, "unit", tag.unit());
        EngineeringUnit displayUnit = parse(i, "display-unit", tag.displayUnit());
        if (tag.displayUnit().isEmpty()) {
            return;
        }
        if (tag.type() == TagType.BOOL || tag.type() == TagType.STRING) {
            findings.report(
                    "tags",
                    i,
                    "display-unit",
                    "is allowed for numbers only, not for " + tag.type().label());
        } else if (tag.unit().isEmpty()) {
            findings.report("tags", i, "display-unit", "needs the unit that it is converted from");
        } else if (unit != null && displayUnit != null && !unit.isConvertibleTo(displayUnit)) {
            findings.report("tags", i, "display-unit", unconvertible(unit, displayUnit));
        }
    }

    private static String unconvertible(EngineeringUnit unit, EngineeringUnit displayUnit) {
        String relatives = String.join(", ", unit.relatives(RELATIVES));
        return unit.refusal(displayUnit) + (relatives.isEmpty() ? "" : "; units that it converts into: " + relatives);
    }

    private EngineeringUnit parse(int i, String key, String text) {
        try {
            return EngineeringUnit.parse(text);
        } catch (UnknownUnitException e) {
            findings.report("tags", i, key, e.getMessage());
            return null;
        }
    }
}
