package io.ringmain.connectors.file;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * The pages of one column in one row group, one after the other.
 *
 * <p>Thread: its owner. Allocates: a page at a time.
 */
final class ParquetPages implements PageReader {
    private static final int BUFFER_BYTES = 64 * 1024;
    /** A page is 1 MiB where nobody says something else. */
    private static final int MOST_PAGE_BYTES = 256 * 1024 * 1024;

    private final ColumnMetaData meta;
    private final InputStream in;
    private PageHeader ahead;
    private long left;

    ParquetPages(FileChannel channel, ColumnMetaData meta) {
        this.meta = meta;
        boolean hasDictionary = meta.isSetDictionary_page_offset() && meta.getDictionary_page_offset() > 0;
        long begin = hasDictionary
                ? Math.min(meta.getDictionary_page_offset(), meta.getData_page_offset())
                : meta.getData_page_offset();
        this.in = new BufferedInputStream(new Part(channel, begin, meta.getTotal_compressed_size()), BUFFER_BYTES);
        this.left = meta.getNum_values();
    }

    @Override
    public long getTotalValueCount() {
        return meta.getNum_values();
    }

    @Override
    public DictionaryPage readDictionaryPage() {
        try {
            ahead = header();
            if (ahead.getType() != PageType.DICTIONARY_PAGE) {
                return null;
            }
            PageHeader header = ahead;
            ahead = null;
            byte[] bytes = inflate(body(header), header.getUncompressed_page_size());
            return new DictionaryPage(
                    BytesInput.from(bytes),
                    header.getDictionary_page_header().getNum_values(),
                    encoding(header.getDictionary_page_header().getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DataPage readPage() {
        try {
            while (left > 0) {
                PageHeader header = ahead == null ? header() : ahead;
                ahead = null;
                byte[] body = body(header);
                if (header.getType() == PageType.DATA_PAGE) {
                    return first(header, body);
                }
                if (header.getType() == PageType.DATA_PAGE_V2) {
                    return second(header, body);
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PageHeader header() throws IOException {
        try {
            return Util.readPageHeader(in);
        } catch (StackOverflowError e) {
            // the library passes over what it does not know by recursion
            throw new FileFormatException("the header of a page is nested too deeply");
        }
    }

    private DataPage first(PageHeader header, byte[] body) throws IOException {
        DataPageHeader data = header.getData_page_header();
        left -= data.getNum_values();
        byte[] bytes = inflate(body, header.getUncompressed_page_size());
        return new DataPageV1(
                BytesInput.from(bytes),
                data.getNum_values(),
                bytes.length,
                null,
                encoding(data.getRepetition_level_encoding()),
                encoding(data.getDefinition_level_encoding()),
                encoding(data.getEncoding()));
    }

    private DataPage second(PageHeader header, byte[] body) throws IOException {
        DataPageHeaderV2 data = header.getData_page_header_v2();
        left -= data.getNum_values();
        int repetition = data.getRepetition_levels_byte_length();
        int definition = data.getDefinition_levels_byte_length();
        int levels = repetition + definition;
        if (repetition < 0 || definition < 0 || levels > body.length) {
            throw new FileFormatException("a page has levels of " + levels + " bytes");
        }
        byte[] values = new byte[body.length - levels];
        System.arraycopy(body, levels, values, 0, values.length);
        boolean isCompressed = !data.isSetIs_compressed() || data.isIs_compressed();
        if (isCompressed && values.length > 0) {
            values = inflate(values, header.getUncompressed_page_size() - levels);
        }
        return DataPageV2.uncompressed(
                data.getNum_rows(),
                data.getNum_nulls(),
                data.getNum_values(),
                BytesInput.from(body, 0, repetition),
                BytesInput.from(body, repetition, definition),
                encoding(data.getEncoding()),
                BytesInput.from(values),
                null);
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
        return Encoding.valueOf(encoding.name());
    }

    private byte[] body(PageHeader header) throws IOException {
        int size = header.getCompressed_page_size();
        if (size < 0 || size > MOST_PAGE_BYTES || header.getUncompressed_page_size() > MOST_PAGE_BYTES) {
            throw new FileFormatException("a page can not have " + size + " bytes");
        }
        byte[] body = in.readNBytes(size);
        if (body.length < size) {
            throw new FileFormatException("the file ends within a page");
        }
        return body;
    }

    private byte[] inflate(byte[] bytes, int size) throws IOException {
        return switch (meta.getCodec()) {
            case UNCOMPRESSED -> bytes;
            case GZIP -> {
                try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                    yield whole(gzip.readNBytes(size), size);
                }
            }
            case SNAPPY -> inflate(new SnappyDecompressor(), bytes, size);
            case ZSTD -> inflate(new ZstdDecompressor(), bytes, size);
            case LZ4_RAW -> inflate(new Lz4Decompressor(), bytes, size);
            default ->
                throw new FileFormatException("it is compressed by " + meta.getCodec()
                        + ", which is not read; allowed are none, gzip, snappy, zstd and lz4_raw");
        };
    }

    private static byte[] inflate(Decompressor decompressor, byte[] bytes, int size) throws FileFormatException {
        byte[] out = new byte[Math.max(0, size)];
        int length = decompressor.decompress(bytes, 0, bytes.length, out, 0, out.length);
        if (length != size) {
            throw new FileFormatException("a page has " + length + " bytes and not " + size);
        }
        return out;
    }

    private static byte[] whole(byte[] bytes, int size) throws FileFormatException {
        if (bytes.length != size) {
            throw new FileFormatException("a page has " + bytes.length + " bytes and not " + size);
        }
        return bytes;
    }

    /** A part of the file as a stream. */
    private static final class Part extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long position;

        Part(FileChannel channel, long begin, long length) {
            this.channel = channel;
            this.position = begin;
            this.end = begin + length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (position >= end) {
                return -1;
            }
            int most = (int) Math.min(length, end - position);
            int count = channel.read(ByteBuffer.wrap(bytes, offset, most), position);
            position += Math.max(0, count);
            return count;
        }
    }
}
