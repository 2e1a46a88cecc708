package io.ringmain.historian.export;

import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.NanoSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The columns of exported samples. A value stands in the column of its type, the others are null.
 *
 * <pre>
 *   tag, type                    string
 *   source_time, ingress_time    timestamp, ns, UTC
 *   value_bool, value_int64, value_float64, value_string, value_int64_array, value_float64_array
 *   quality                      int64, OPC UA status code without sign         quality_name  string
 *   sequence                     int64                                          ordinal       int32
 * </pre>
 */
final class ParquetSchema {
    static final String TAG = "tag";
    static final String TYPE = "type";
    static final String SOURCE_TIME = "source_time";
    static final String INGRESS_TIME = "ingress_time";
    static final String BOOL = "value_bool";
    static final String WHOLE = "value_int64";
    static final String REAL = "value_float64";
    static final String TEXT = "value_string";
    static final String WHOLES = "value_int64_array";
    static final String REALS = "value_float64_array";
    static final String QUALITY = "quality";
    static final String QUALITY_NAME = "quality_name";
    static final String SEQUENCE = "sequence";
    static final String ORDINAL = "ordinal";
    /** Names that the format prescribes inside a list. */
    static final String LIST = "list";

    static final String ELEMENT = "element";

    static final MessageType SAMPLES = Types.buildMessage()
            .addField(Types.required(BINARY).as(stringType()).named(TAG))
            .addField(Types.optional(BINARY).as(stringType()).named(TYPE))
            .addField(Types.required(INT64)
                    .as(timestampType(true, TimeUnit.NANOS))
                    .named(SOURCE_TIME))
            .addField(Types.required(INT64)
                    .as(timestampType(true, TimeUnit.NANOS))
                    .named(INGRESS_TIME))
            .addField(Types.optional(BOOLEAN).named(BOOL))
            .addField(Types.optional(INT64).named(WHOLE))
            .addField(Types.optional(DOUBLE).named(REAL))
            .addField(Types.optional(BINARY).as(stringType()).named(TEXT))
            .addField(list(INT64, WHOLES))
            .addField(list(DOUBLE, REALS))
            .addField(Types.required(INT64).named(QUALITY))
            .addField(Types.required(BINARY).as(stringType()).named(QUALITY_NAME))
            .addField(Types.required(INT64).named(SEQUENCE))
            .addField(Types.required(INT32).named(ORDINAL))
            .named("samples");

    private ParquetSchema() {}

    private static GroupType list(PrimitiveType.PrimitiveTypeName element, String name) {
        GroupType repeated = Types.repeatedGroup()
                .addField(Types.required(element).named(ELEMENT))
                .named(LIST);
        return Types.optionalGroup().as(listType()).addField(repeated).named(name);
    }

    /** The schema as it stands in a file's footer: depth first. */
    static List<SchemaElement> elements() {
        List<SchemaElement> elements = new ArrayList<>();
        elements.add(new SchemaElement(SAMPLES.getName()).setNum_children(SAMPLES.getFieldCount()));
        SAMPLES.getFields().forEach(field -> add(field, elements));
        return elements;
    }

    private static void add(Type field, List<SchemaElement> elements) {
        SchemaElement element = new SchemaElement(field.getName())
                .setRepetition_type(
                        FieldRepetitionType.valueOf(field.getRepetition().name()));
        annotate(element, field.getLogicalTypeAnnotation());
        elements.add(element);
        if (field.isPrimitive()) {
            element.setType(org.apache.parquet.format.Type.valueOf(
                    field.asPrimitiveType().getPrimitiveTypeName() == BINARY
                            ? "BYTE_ARRAY"
                            : field.asPrimitiveType().getPrimitiveTypeName().name()));
        } else {
            element.setNum_children(field.asGroupType().getFieldCount());
            field.asGroupType().getFields().forEach(inner -> add(inner, elements));
        }
    }

    private static void annotate(SchemaElement element, LogicalTypeAnnotation annotation) {
        if (annotation instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation) {
            element.setConverted_type(ConvertedType.UTF8).setLogicalType(LogicalType.STRING(new StringType()));
        } else if (annotation instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation) {
            element.setConverted_type(ConvertedType.LIST).setLogicalType(LogicalType.LIST(new ListType()));
        } else if (annotation instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation) {
            element.setLogicalType(LogicalType.TIMESTAMP(
                    new TimestampType(true, org.apache.parquet.format.TimeUnit.NANOS(new NanoSeconds()))));
        }
    }
}
