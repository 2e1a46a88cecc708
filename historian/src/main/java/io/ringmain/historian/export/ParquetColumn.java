package io.ringmain.historian.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The pages of one column in one row group, compressed, kept until the row group is written.
 *
 * <p>Thread: its owner. Allocates: per page.
 */
final class ParquetColumn implements PageWriter {
    private final ColumnDescriptor column;
    private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
    private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
    private final Set<org.apache.parquet.format.Encoding> encodings =
            EnumSet.noneOf(org.apache.parquet.format.Encoding.class);
    private final Statistics<?> statistics;
    private long values;
    private long uncompressedBytes;

    ParquetColumn(ColumnDescriptor column) {
        this.column = column;
        this.statistics = Statistics.createStats(column.getPrimitiveType());
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            int rowCount,
            Statistics<?> pageStatistics,
            SizeStatistics sizes,
            GeospatialStatistics places,
            Encoding repetition,
            Encoding definition,
            Encoding encoding)
            throws IOException {
        DataPageHeader data = new DataPageHeader(valueCount, noted(encoding), noted(definition), noted(repetition));
        write(pages, bytes, PageType.DATA_PAGE, header -> header.setData_page_header(data));
        statistics.mergeStatistics(pageStatistics);
        values += valueCount;
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
        DictionaryPageHeader head = new DictionaryPageHeader(page.getDictionarySize(), noted(page.getEncoding()));
        write(dictionary, page.getBytes(), PageType.DICTIONARY_PAGE, header -> header.setDictionary_page_header(head));
    }

    private org.apache.parquet.format.Encoding noted(Encoding encoding) {
        org.apache.parquet.format.Encoding same = org.apache.parquet.format.Encoding.valueOf(encoding.name());
        encodings.add(same);
        return same;
    }

    private void write(ByteArrayOutputStream into, BytesInput bytes, PageType type, Consumer<PageHeader> fill)
            throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(compressed)) {
            bytes.writeAllTo(gzip);
        }
        PageHeader header = new PageHeader(type, Math.toIntExact(bytes.size()), compressed.size());
        fill.accept(header);
        int before = into.size();
        Util.writePageHeader(header, into);
        uncompressedBytes += into.size() - before + bytes.size();
        compressed.writeTo(into);
    }

    /** Writes the pages and describes them. */
    ColumnChunk writeTo(OutputStream out, long position) throws IOException {
        dictionary.writeTo(out);
        pages.writeTo(out);
        PrimitiveTypeName name = column.getPrimitiveType().getPrimitiveTypeName();
        ColumnMetaData meta = new ColumnMetaData(
                Type.valueOf(name == PrimitiveTypeName.BINARY ? "BYTE_ARRAY" : name.name()),
                new ArrayList<>(encodings),
                List.of(column.getPath()),
                CompressionCodec.GZIP,
                values,
                uncompressedBytes,
                bytes(),
                position + dictionary.size());
        if (dictionary.size() > 0) {
            meta.setDictionary_page_offset(position);
        }
        meta.setStatistics(described());
        return new ColumnChunk(position).setMeta_data(meta);
    }

    private org.apache.parquet.format.Statistics described() {
        org.apache.parquet.format.Statistics described = new org.apache.parquet.format.Statistics();
        described.setNull_count(statistics.getNumNulls());
        // bounds of texts would put whole values into the footer
        boolean hasBounds = column.getPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.BINARY;
        if (hasBounds && statistics.hasNonNullValue()) {
            described.setMin_value(statistics.getMinBytes());
            described.setMax_value(statistics.getMaxBytes());
        }
        return described;
    }

    long bytes() {
        return (long) dictionary.size() + pages.size();
    }

    long uncompressedBytes() {
        return uncompressedBytes;
    }

    @Override
    public void writePage(
            BytesInput bytes,
            int valueCount,
            int rowCount,
            Statistics<?> pageStatistics,
            Encoding repetition,
            Encoding definition,
            Encoding encoding)
            throws IOException {
        writePage(bytes, valueCount, rowCount, pageStatistics, null, null, repetition, definition, encoding);
    }

    @Override
    @Deprecated
    public void writePage(
            BytesInput bytes,
            int valueCount,
            Statistics<?> pageStatistics,
            Encoding repetition,
            Encoding definition,
            Encoding encoding) {
        throw new UnsupportedOperationException("the number of rows is needed");
    }

    @Override
    public void writePageV2(
            int rowCount,
            int nullCount,
            int valueCount,
            BytesInput repetition,
            BytesInput definition,
            Encoding encoding,
            BytesInput data,
            Statistics<?> pageStatistics) {
        throw new UnsupportedOperationException("pages have version 1, which every reader knows");
    }

    @Override
    public long getMemSize() {
        return bytes();
    }

    @Override
    public long allocatedSize() {
        return bytes();
    }

    @Override
    public String memUsageString(String prefix) {
        return prefix + bytes() + " bytes";
    }
}
