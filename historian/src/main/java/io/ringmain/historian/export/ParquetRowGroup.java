package io.ringmain.historian.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;

/** One row group while it is filled. Thread: its owner. Allocates: pages, up to its size. */
final class ParquetRowGroup implements PageWriteStore {
    private static final int PAGE_BYTES = 256 * 1024;
    private static final int DICTIONARY_BYTES = 512 * 1024;

    private final Map<ColumnDescriptor, ParquetColumn> pages = new LinkedHashMap<>();
    private final ColumnWriteStore columns;
    private final RecordConsumer records;
    private long rows;

    ParquetRowGroup() {
        ParquetSchema.SAMPLES.getColumns().forEach(column -> pages.put(column, new ParquetColumn(column)));
        columns = ParquetProperties.builder()
                .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
                .withPageSize(PAGE_BYTES)
                .withDictionaryPageSize(DICTIONARY_BYTES)
                .withDictionaryEncoding(true)
                .withSizeStatisticsEnabled(false)
                .build()
                .newColumnWriteStore(ParquetSchema.SAMPLES, this);
        records = new ColumnIOFactory().getColumnIO(ParquetSchema.SAMPLES).getRecordWriter(columns);
    }

    @Override
    public PageWriter getPageWriter(ColumnDescriptor column) {
        return pages.get(column);
    }

    /** Takes the fields of one row between {@code startMessage} and {@code endMessage}. */
    RecordConsumer records() {
        return records;
    }

    void endRow() {
        rows++;
    }

    long rows() {
        return rows;
    }

    long bufferedBytes() {
        return columns.getBufferedSize();
    }

    /** Writes all pages and describes them. */
    RowGroup writeTo(OutputStream out, long position) throws IOException {
        records.flush();
        columns.flush();
        columns.close();
        List<ColumnChunk> chunks = new ArrayList<>();
        long at = position;
        long uncompressedBytes = 0;
        for (ParquetColumn column : pages.values()) {
            chunks.add(column.writeTo(out, at));
            at += column.bytes();
            uncompressedBytes += column.uncompressedBytes();
        }
        return new RowGroup(chunks, uncompressedBytes, rows)
                .setFile_offset(position)
                .setTotal_compressed_size(at - position);
    }

    @Override
    public void close() {
        // the pages are kept on the heap
    }
}
