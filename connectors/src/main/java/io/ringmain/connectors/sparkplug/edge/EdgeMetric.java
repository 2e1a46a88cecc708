package io.ringmain.connectors.sparkplug.edge;

import io.ringmain.connectors.sparkplug.Qualities;
import io.ringmain.connectors.sparkplug.payload.Arrays64;
import io.ringmain.connectors.sparkplug.payload.DataType;
import io.ringmain.connectors.sparkplug.payload.Metric;
import io.ringmain.core.site.SiteAreas;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;

/**
 * A tag as a metric.
 *
 * @param area where it belongs, for those who may write in some areas only
 * @param alias stable for the life of the data folder, as ids of tags are
 * @param device null for a metric of the node itself
 */
record EdgeMetric(
        int tagId,
        String tag,
        String area,
        String name,
        long alias,
        String device,
        TagType type,
        boolean isWritable,
        String unit,
        double low,
        double high) {
    private static final long NS_PER_MS = 1_000_000;

    static EdgeMetric of(int tagId, TagDefinition tag, boolean isByArea) {
        String area = tag.area().replaceAll("[/+#\\p{Cntrl}]", "_");
        return new EdgeMetric(
                tagId,
                tag.name(),
                SiteAreas.of(tag),
                tag.name().replace('.', '/'),
                tagId + 1L,
                isByArea && !area.isBlank() ? area : null,
                tag.type(),
                tag.isWritable(),
                tag.unit(),
                tag.rangeLow(),
                tag.rangeHigh());
    }

    /** For a birth: with name, type and properties. */
    Metric born(TagValue value) {
        Metric metric = data(value);
        metric.name = name;
        metric.unit = unit;
        metric.low = low;
        metric.high = high;
        return metric;
    }

    /** For data: the alias is enough, the type costs two bytes and spares hosts a look. */
    Metric data(TagValue value) {
        Metric metric = empty(value.sourceTimeNs, value.statusCode);
        if (value.type != type || value.statusCode == Quality.BAD_WAITING_FOR_INITIAL_DATA) {
            metric.isNull = true;
            return metric;
        }
        switch (type) {
            case STRING -> {
                metric.wire = Metric.Wire.TEXT;
                metric.text = value.asString();
            }
            case INT64_ARRAY, FLOAT64_ARRAY -> {
                metric.wire = Metric.Wire.BYTES;
                metric.bytes = Arrays64.bytes(value.elements, value.elementCount);
            }
            default -> bits(metric, type, value.bits);
        }
        return metric;
    }

    private Metric empty(long sourceTimeNs, int statusCode) {
        Metric metric = Metric.named(null, DataType.of(type));
        metric.alias = alias;
        metric.timestampMs = Math.max(0, sourceTimeNs / NS_PER_MS);
        metric.quality = Qualities.of(statusCode);
        return metric;
    }

    private static void bits(Metric metric, TagType sent, long bits) {
        switch (sent) {
            case BOOL -> {
                metric.wire = Metric.Wire.FLAG;
                metric.bits = bits;
            }
            case INT64 -> {
                metric.wire = Metric.Wire.LONG;
                metric.bits = bits;
            }
            default -> {
                metric.wire = Metric.Wire.REAL;
                metric.real = Double.longBitsToDouble(bits);
            }
        }
    }

    /** A number that was missed, as it stood in the journal; null when it is of another type than the tag is now. */
    Metric historical(TagType sent, long bits, int statusCode, long sourceTimeNs) {
        Metric metric = missed(statusCode, sourceTimeNs);
        if (sent == type) {
            bits(metric, type, bits);
        } else if (type == TagType.FLOAT64 && (sent == TagType.INT64 || sent == TagType.BOOL)) {
            bits(metric, type, Double.doubleToRawLongBits(bits));
        } else if (type == TagType.INT64 && sent == TagType.BOOL) {
            bits(metric, type, bits);
        } else {
            return null;
        }
        return metric;
    }

    /** The same without a value yet. */
    Metric missed(int statusCode, long sourceTimeNs) {
        Metric metric = empty(sourceTimeNs, statusCode);
        metric.isHistorical = true;
        return metric;
    }
}
