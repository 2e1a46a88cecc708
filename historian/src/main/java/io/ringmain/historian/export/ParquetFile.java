package io.ringmain.historian.export;

import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/**
 * Samples as Parquet: schema and encodings by Apache Parquet's own modules, the file around them here, so that nothing of
 * Hadoop is needed.
 *
 * <pre>
 *   "PAR1" | row groups: columns: [dictionary page] data pages | footer (Thrift) | its length (int, little endian) | "PAR1"
 * </pre>
 *
 * <p>Thread: its owner. Allocates: a row group of about 16 MiB at a time, and 3 KiB a row group for the footer.
 */
final class ParquetFile implements RowFile {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final long GROUP_BYTES = 16L * 1024 * 1024;
    private static final int GROUP_ROWS = 1_000_000;
    private static final int CHECK_ROWS = 1_000;

    private final OutputStream out;
    private final List<RowGroup> groups = new ArrayList<>();
    private final long groupRows;
    private ParquetRowGroup group = new ParquetRowGroup();
    private RecordConsumer records = group.records();
    private long position;
    private long rows;
    private String lastTag;
    private Binary lastTagBytes;
    private int lastStatus;
    private Binary lastStatusName = Binary.fromString(Quality.name(0));
    private final Binary[] typeNames = new Binary[TagType.values().length + 1];

    ParquetFile(OutputStream out) throws IOException {
        this(out, GROUP_ROWS);
    }

    /** @param groupRows most rows of a row group */
    ParquetFile(OutputStream out, long groupRows) throws IOException {
        this.out = out;
        this.groupRows = groupRows;
        for (TagType type : TagType.values()) {
            typeNames[type.code()] = Binary.fromString(type.label());
        }
        write(MAGIC);
    }

    @Override
    public void add(Row row) throws IOException {
        records.startMessage();
        binary(ParquetSchema.TAG, tag(row.tag));
        if (row.type != null) {
            binary(ParquetSchema.TYPE, typeNames[row.type.code()]);
        }
        whole(ParquetSchema.SOURCE_TIME, row.sourceTimeNs);
        whole(ParquetSchema.INGRESS_TIME, row.ingressTimeNs);
        if (row.hasValue) {
            value(row);
        }
        whole(ParquetSchema.QUALITY, Integer.toUnsignedLong(row.statusCode));
        binary(ParquetSchema.QUALITY_NAME, statusName(row.statusCode));
        whole(ParquetSchema.SEQUENCE, row.sequence);
        int ordinal = begin(ParquetSchema.ORDINAL);
        records.addInteger(row.ordinal);
        records.endField(ParquetSchema.ORDINAL, ordinal);
        records.endMessage();
        group.endRow();
        if (group.rows() >= groupRows || group.rows() % CHECK_ROWS == 0 && group.bufferedBytes() > GROUP_BYTES) {
            endGroup();
        }
    }

    private void value(Row row) {
        switch (row.type) {
            case BOOL -> {
                int index = begin(ParquetSchema.BOOL);
                records.addBoolean(row.bits != 0);
                records.endField(ParquetSchema.BOOL, index);
            }
            case INT64 -> whole(ParquetSchema.WHOLE, row.bits);
            case FLOAT64 -> {
                int index = begin(ParquetSchema.REAL);
                records.addDouble(row.number());
                records.endField(ParquetSchema.REAL, index);
            }
            case STRING -> binary(ParquetSchema.TEXT, Binary.fromReusedByteArray(row.text, 0, row.textLength));
            case INT64_ARRAY -> array(ParquetSchema.WHOLES, row);
            case FLOAT64_ARRAY -> array(ParquetSchema.REALS, row);
        }
    }

    private void array(String field, Row row) {
        int index = begin(field);
        records.startGroup();
        if (row.elementCount > 0) {
            records.startField(ParquetSchema.LIST, 0);
            for (int i = 0; i < row.elementCount; i++) {
                records.startGroup();
                records.startField(ParquetSchema.ELEMENT, 0);
                if (row.type == TagType.FLOAT64_ARRAY) {
                    records.addDouble(Double.longBitsToDouble(row.elements[i]));
                } else {
                    records.addLong(row.elements[i]);
                }
                records.endField(ParquetSchema.ELEMENT, 0);
                records.endGroup();
            }
            records.endField(ParquetSchema.LIST, 0);
        }
        records.endGroup();
        records.endField(field, index);
    }

    private void whole(String field, long value) {
        int index = begin(field);
        records.addLong(value);
        records.endField(field, index);
    }

    private void binary(String field, Binary value) {
        int index = begin(field);
        records.addBinary(value);
        records.endField(field, index);
    }

    private int begin(String field) {
        int index = ParquetSchema.SAMPLES.getFieldIndex(field);
        records.startField(field, index);
        return index;
    }

    private Binary tag(String name) {
        if (!name.equals(lastTag)) {
            lastTag = name;
            lastTagBytes = Binary.fromString(name);
        }
        return lastTagBytes;
    }

    private Binary statusName(int statusCode) {
        if (statusCode != lastStatus) {
            lastStatus = statusCode;
            lastStatusName = Binary.fromString(Quality.name(statusCode));
        }
        return lastStatusName;
    }

    private void endGroup() throws IOException {
        RowGroup written = group.writeTo(out, position);
        position += written.getTotal_compressed_size();
        rows += group.rows();
        groups.add(written.setOrdinal((short) groups.size()));
        group = new ParquetRowGroup();
        records = group.records();
    }

    @Override
    public void finish() throws IOException {
        if (group.rows() > 0) {
            endGroup();
        }
        FileMetaData meta = new FileMetaData(VERSION, ParquetSchema.elements(), rows, groups)
                .setCreated_by("Ringmain")
                .setColumn_orders(ParquetSchema.SAMPLES.getColumns().stream()
                        .map(column -> ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()))
                        .toList());
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(meta, footer);
        write(footer.toByteArray());
        write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.size())
                .array());
        write(MAGIC);
        out.flush();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }
}
