package io.ringmain.connectors.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * Rows of a Parquet file. Columns that nobody asks for are not read, and of the others one page at a time is kept. What is
 * nested or repeated is left out.
 *
 * <pre>
 *   "PAR1" | row groups: columns: [dictionary page] data pages | footer (Thrift) | its length (int, little endian) | "PAR1"
 * </pre>
 */
final class ParquetRows implements RowReader {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL_BYTES = 8;
    private static final int MOST_FOOTER_BYTES = 256 * 1024 * 1024;

    private final FileChannel channel;
    private final FileMetaData meta;
    private final List<ParquetField> fields = new ArrayList<>();
    private final List<String> names;
    private final List<ParquetColumnCursor> cursors = new ArrayList<>();
    private int group = -1;
    private long rowsInGroup;
    private long rowInGroup;
    private long row;

    ParquetRows(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            meta = readFooter();
            flatten();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e instanceof FileFormatException known
                    ? known
                    : new FileFormatException("it is not a Parquet file that can be read: " + e.getMessage(), e);
        }
        names = fields.stream().map(ParquetField::name).toList();
    }

    private FileMetaData readFooter() throws IOException {
        long size = channel.size();
        if (size < MAGIC.length + TAIL_BYTES) {
            throw new FileFormatException("it is not a Parquet file");
        }
        ByteBuffer tail = read(size - TAIL_BYTES, TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int length = tail.getInt();
        if (!tail.equals(ByteBuffer.wrap(MAGIC))) {
            throw new FileFormatException("it is not a Parquet file, or not a whole one");
        }
        if (length <= 0 || length > MOST_FOOTER_BYTES || length > size - TAIL_BYTES) {
            throw new FileFormatException("its footer can not have " + length + " bytes");
        }
        try {
            return Util.readFileMetaData(new ByteArrayInputStream(
                    read(size - TAIL_BYTES - length, length).array()));
        } catch (StackOverflowError e) {
            // the library passes over what it does not know by recursion
            throw new FileFormatException("its footer is nested too deeply");
        }
    }

    private ByteBuffer read(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) {
                throw new FileFormatException("the file ends too early");
            }
        }
        return bytes.flip();
    }

    /** Finds the columns that are neither nested nor repeated; the schema stands depth first. */
    private void flatten() throws FileFormatException {
        List<SchemaElement> elements = meta.getSchema();
        Set<String> seen = new HashSet<>();
        int leaf = 0;
        int index = 1;
        int children = elements.get(0).getNum_children();
        for (int child = 0; child < children; child++) {
            SchemaElement element = elements.get(index);
            int leaves = 1;
            if (element.getNum_children() > 0) {
                int[] passed = pass(elements, index, 0);
                index = passed[0];
                leaves = passed[1];
            } else {
                index++;
                ParquetField field = ParquetField.of(element, leaf);
                if (field != null && seen.add(field.name())) {
                    fields.add(field);
                }
            }
            leaf += leaves;
        }
        if (fields.isEmpty()) {
            throw new FileFormatException("it has no column that is neither nested nor repeated");
        }
    }

    private static final int MOST_DEPTH = 100;

    /** The index behind an element and all in it, and how many leaves that are. */
    private static int[] pass(List<SchemaElement> elements, int begin, int depth) throws FileFormatException {
        if (depth > MOST_DEPTH) {
            throw new FileFormatException("its schema is nested too deeply");
        }
        int children = elements.get(begin).getNum_children();
        if (children == 0) {
            return new int[] {begin + 1, 1};
        }
        int index = begin + 1;
        int leaves = 0;
        for (int child = 0; child < children; child++) {
            int[] passed = pass(elements, index, depth + 1);
            index = passed[0];
            leaves += passed[1];
        }
        return new int[] {index, leaves};
    }

    @Override
    public List<String> columns() {
        return names;
    }

    @Override
    public boolean next() throws IOException {
        rowInGroup++;
        while (rowInGroup >= rowsInGroup) {
            group++;
            if (group >= meta.getRow_groupsSize()) {
                return false;
            }
            open(meta.getRow_groups().get(group));
        }
        row++;
        return true;
    }

    private void open(RowGroup next) throws FileFormatException {
        rowsInGroup = next.getNum_rows();
        rowInGroup = 0;
        cursors.clear();
        for (ParquetField field : fields) {
            if (field.leaf() >= next.getColumnsSize()) {
                throw new FileFormatException("row group " + group + " lacks columns of the schema");
            }
            ColumnChunk chunk = next.getColumns().get(field.leaf());
            List<String> path = chunk.getMeta_data() == null
                    ? List.of()
                    : chunk.getMeta_data().getPath_in_schema();
            if (!path.equals(Arrays.asList(field.name()))) {
                throw new FileFormatException("row group " + group + " has other columns than the schema");
            }
            cursors.add(new ParquetColumnCursor(channel, field, chunk.getMeta_data(), meta.getCreated_by()));
        }
    }

    @Override
    public long number() {
        return row;
    }

    @Override
    public Object cell(int column) {
        return cursors.get(column).at(rowInGroup);
    }

    @Override
    public long timeUnitNs(int column) {
        return fields.get(column).timeUnitNs();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
