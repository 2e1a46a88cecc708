package io.ringmain.connectors.file;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;

/**
 * A column of plain values.
 *
 * @param leaf its place among all leaves of the schema
 * @param timeUnitNs nanoseconds of one unit when it holds times, 0 when not
 * @param decimals decimal places of a decimal number
 * @param isUnsigned whether whole numbers have no sign
 */
record ParquetField(
        String name, int leaf, ColumnDescriptor descriptor, long timeUnitNs, int decimals, boolean isUnsigned) {

    /** Null for a repeated one. */
    static ParquetField of(SchemaElement element, int leaf) {
        if (element.getRepetition_type() == FieldRepetitionType.REPEATED) {
            return null;
        }
        boolean isOptional = element.getRepetition_type() == FieldRepetitionType.OPTIONAL;
        PrimitiveTypeName type = switch (element.getType()) {
            case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
            case INT32 -> PrimitiveTypeName.INT32;
            case INT64 -> PrimitiveTypeName.INT64;
            case INT96 -> PrimitiveTypeName.INT96;
            case FLOAT -> PrimitiveTypeName.FLOAT;
            case DOUBLE -> PrimitiveTypeName.DOUBLE;
            case BYTE_ARRAY -> PrimitiveTypeName.BINARY;
            case FIXED_LEN_BYTE_ARRAY -> PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
        };
        Repetition repetition = isOptional ? Repetition.OPTIONAL : Repetition.REQUIRED;
        PrimitiveType primitive = new PrimitiveType(repetition, type, element.getType_length(), element.getName());
        return new ParquetField(
                element.getName(),
                leaf,
                new ColumnDescriptor(new String[] {element.getName()}, primitive, 0, isOptional ? 1 : 0),
                unitNs(element, type),
                element.getScale(),
                isUnsigned(element));
    }

    private static long unitNs(SchemaElement element, PrimitiveTypeName type) {
        if (type == PrimitiveTypeName.INT96) {
            // read as nanoseconds
            return 1;
        }
        LogicalType logical = element.getLogicalType();
        if (logical != null && logical.isSetTIMESTAMP()) {
            TimeUnit unit = logical.getTIMESTAMP().getUnit();
            return unit.isSetMILLIS() ? 1_000_000 : unit.isSetMICROS() ? 1_000 : 1;
        }
        ConvertedType converted = element.getConverted_type();
        if (converted == ConvertedType.TIMESTAMP_MILLIS) {
            return 1_000_000;
        }
        return converted == ConvertedType.TIMESTAMP_MICROS ? 1_000 : 0;
    }

    private static boolean isUnsigned(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        if (logical != null && logical.isSetINTEGER()) {
            return !logical.getINTEGER().isIsSigned();
        }
        ConvertedType converted = element.getConverted_type();
        return converted != null && converted.name().startsWith("UINT");
    }
}
