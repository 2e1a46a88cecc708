package io.ringmain.connectors.file;

import io.ringmain.connectors.ValuePublisher;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Brings the cells of rows to the tags: of a wide file by their columns, of a long one by the name in the row.
 *
 * <p>Thread: the connector's. Allocates: per cell of text.
 */
final class RowPublisher {
    /** A tag and where its value and status stand. */
    private record Cell(BoundTag tag, int column, int qualityColumn) {}

    private final RowReader rows;
    private final ValuePublisher values;
    private final FileCounters counters;
    private final Consumer<String> remark;
    private final List<Cell> wide = new ArrayList<>();
    private final Map<String, List<BoundTag>> byName = new HashMap<>();
    private final List<Integer> valueColumns = new ArrayList<>();
    private final int tagColumn;
    private final int qualityColumn;
    private final boolean isLong;

    /**
     * Finds the columns. A tag whose column the file does not have takes a status, and the others go on.
     *
     * @param remark takes what an operator should know
     * @throws FileFormatException when no value can be read at all
     */
    RowPublisher(
            RowReader rows,
            FileSettings settings,
            List<BoundTag> tags,
            ValuePublisher values,
            FileCounters counters,
            Consumer<String> remark,
            long nowNs)
            throws FileFormatException {
        this.rows = rows;
        this.values = values;
        this.counters = counters;
        this.remark = remark;
        this.isLong = settings.isLong();
        if (isLong) {
            tagColumn = required(settings.tagColumn());
            qualityColumn = rows.columns().indexOf(settings.qualityColumn());
            for (String name : settings.valueColumns()) {
                valueColumns.add(required(name));
            }
            for (BoundTag tag : tags) {
                byName.computeIfAbsent(tag.definition().source().address(), any -> new ArrayList<>())
                        .add(tag);
            }
        } else {
            tagColumn = -1;
            qualityColumn = -1;
            tags.forEach(tag -> bind(tag, nowNs));
            if (wide.isEmpty() && !tags.isEmpty()) {
                throw new FileFormatException("none of the tags' columns is there; the file has " + rows.columns());
            }
        }
    }

    private int required(String name) throws FileFormatException {
        int column = rows.columns().indexOf(name);
        if (column < 0) {
            throw new FileFormatException("there is no column '" + name + "'; the file has " + rows.columns());
        }
        return column;
    }

    private void bind(BoundTag tag, long nowNs) {
        String address = tag.definition().source().address();
        String quality = tag.definition().source().options().get(FileConnectorProvider.QUALITY);
        int column = rows.columns().indexOf(address);
        int qualityAt = quality == null ? -1 : rows.columns().indexOf(quality);
        if (column < 0 || quality != null && qualityAt < 0) {
            values.status(tag.tagId(), Quality.BAD_NODE_ID_UNKNOWN, nowNs);
            remark.accept(
                    tag.definition().name() + ": the file has no column '" + (column < 0 ? address : quality) + "'");
        } else {
            wide.add(new Cell(tag, column, qualityAt));
        }
    }

    /** Publishes the present row; gives how many values it brought. */
    int publish(long timeNs) {
        if (isLong) {
            return publishLong(timeNs);
        }
        int count = 0;
        for (Cell cell : wide) {
            Object value = rows.cell(cell.column());
            Object quality = cell.qualityColumn() < 0 ? null : rows.cell(cell.qualityColumn());
            if (value != null || quality != null) {
                publish(cell.tag(), value, quality, timeNs);
                count++;
            }
        }
        return count;
    }

    private int publishLong(long timeNs) {
        Object name = rows.cell(tagColumn);
        List<BoundTag> tags = name == null ? List.of() : byName.getOrDefault(name.toString(), List.of());
        Object value = null;
        for (int i = 0; i < valueColumns.size() && value == null; i++) {
            value = rows.cell(valueColumns.get(i));
        }
        Object quality = qualityColumn < 0 ? null : rows.cell(qualityColumn);
        for (BoundTag tag : tags) {
            publish(tag, value, quality, timeNs);
        }
        return tags.size();
    }

    private void publish(BoundTag tag, Object value, Object quality, long timeNs) {
        int status;
        try {
            status = QualityReader.read(quality);
        } catch (IllegalArgumentException e) {
            malformed(tag, e.getMessage());
            status = Quality.BAD_CONFIGURATION_ERROR;
        }
        TagType type = tag.definition().sourceType();
        if (value == null) {
            // a status alone; a good one says nothing
            values.status(tag.tagId(), status == Quality.GOOD ? Quality.BAD_NO_DATA : status, timeNs);
        } else if (!publish(tag.tagId(), type, value, status, timeNs)) {
            malformed(tag, "'" + value + "' is no " + type.label());
            values.status(tag.tagId(), Quality.BAD_TYPE_MISMATCH, timeNs);
        }
    }

    /** False when the cell can not be read as that type; nothing is published then. */
    private boolean publish(int tagId, TagType type, Object value, int status, long timeNs) {
        if (type == TagType.STRING) {
            values.text(tagId, type, value.toString(), status, timeNs);
        } else if (value instanceof Double real) {
            if (type == TagType.BOOL || type == TagType.INT64 && real != StrictMath.rint(real)) {
                return false;
            }
            values.real(tagId, type, real, status, timeNs);
        } else if (value instanceof Long whole) {
            values.whole(tagId, type, whole, status, timeNs);
        } else if (value instanceof Boolean flag) {
            values.flag(tagId, type, flag, status, timeNs);
        } else {
            return publishText(tagId, type, value.toString().strip(), status, timeNs);
        }
        return true;
    }

    private boolean publishText(int tagId, TagType type, String text, int status, long timeNs) {
        switch (text.toLowerCase(Locale.ROOT)) {
            case "true":
                values.flag(tagId, type, true, status, timeNs);
                return true;
            case "false":
                values.flag(tagId, type, false, status, timeNs);
                return true;
            default:
                try {
                    if (type == TagType.FLOAT64) {
                        values.real(tagId, type, Double.parseDouble(text), status, timeNs);
                    } else {
                        values.whole(tagId, type, Long.parseLong(text), status, timeNs);
                    }
                    return true;
                } catch (NumberFormatException e) {
                    return false;
                }
        }
    }

    private void malformed(BoundTag tag, String reason) {
        counters.malformed.increment();
        remark.accept("line " + rows.number() + ": " + tag.definition().name() + ": " + reason);
    }
}
