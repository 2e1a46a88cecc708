package io.ringmain.connectors.demo;

import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;

/**
 * One variable of the demo plant as its catalogue describes it.
 *
 * @param name hierarchical, {@code Area.Unit.Variable}
 * @param encoding built-in OPC UA type of the node
 * @param unit engineering unit, empty when dimensionless
 * @param description what it is, in a few words
 * @param low low end of the range in {@code unit}, NaN when there is none
 * @param high high end of the range in {@code unit}, NaN when there is none
 * @param area first part of the name
 * @param isWritable whether the server takes writes
 * @param deadband smallest change worth recording, in {@code unit}
 * @param mode how the demo site acquires it
 * @param intervalMs sampling or polling interval of the demo site in milliseconds
 */
public record PlantVariable(
        String name,
        Encoding encoding,
        String unit,
        String description,
        double low,
        double high,
        String area,
        boolean isWritable,
        double deadband,
        TagSource.Mode mode,
        int intervalMs) {

    public TagType type() {
        return encoding.type();
    }

    public boolean hasRange() {
        return !Double.isNaN(low);
    }

    /** The NodeId under which {@link DemoPlantServer} serves it, as a tag's address. */
    public String address() {
        return "ns=2;s=" + name;
    }
}
