package io.ringmain.connectors.file;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * One column of one row group. It is opened when it is first asked, and goes forward only.
 *
 * <p>Thread: its owner.
 */
final class ParquetColumnCursor {
    private static final long EPOCH_JULIAN_DAY = 2_440_588;

    private final FileChannel channel;
    private final ParquetField field;
    private final ColumnMetaData meta;
    private final String createdBy;
    private final boolean isDecimal;
    private ColumnReader reader;
    private long position;
    private boolean isRead;
    private Object value;

    ParquetColumnCursor(FileChannel channel, ParquetField field, ColumnMetaData meta, String createdBy) {
        this.channel = channel;
        this.field = field;
        this.meta = meta;
        this.createdBy = createdBy;
        this.isDecimal = field.decimals() > 0;
    }

    /** The value at a row, null when there is none. */
    Object at(long row) {
        if (reader == null) {
            reader = new ColumnReaderImpl(
                    field.descriptor(), new ParquetPages(channel, meta), new PrimitiveConverter() {}, version());
        }
        while (position < row) {
            if (!isRead && isDefined()) {
                reader.skip();
            }
            reader.consume();
            position++;
            isRead = false;
        }
        if (!isRead) {
            value = isDefined() ? read() : null;
            isRead = true;
        }
        return value;
    }

    private ParsedVersion version() {
        try {
            return createdBy == null ? null : VersionParser.parse(createdBy);
        } catch (VersionParseException e) {
            // matters for faults of old writers only
            return null;
        }
    }

    private boolean isDefined() {
        return reader.getCurrentDefinitionLevel() == field.descriptor().getMaxDefinitionLevel();
    }

    private Object read() {
        PrimitiveTypeName type = field.descriptor().getPrimitiveType().getPrimitiveTypeName();
        return switch (type) {
            case BOOLEAN -> reader.getBoolean();
            case INT32 -> {
                int bits = reader.getInteger();
                yield number(field.isUnsigned() ? Integer.toUnsignedLong(bits) : bits);
            }
            case INT64 -> number(reader.getLong());
            case FLOAT -> (double) reader.getFloat();
            case DOUBLE -> reader.getDouble();
            case INT96 -> nanoseconds(reader.getBinary());
            case BINARY, FIXED_LEN_BYTE_ARRAY -> {
                Binary bytes = reader.getBinary();
                yield isDecimal
                        ? (Object) new BigDecimal(new BigInteger(bytes.getBytes()), field.decimals()).doubleValue()
                        : new String(bytes.getBytes(), StandardCharsets.UTF_8);
            }
        };
    }

    private Object number(long whole) {
        return isDecimal ? (Object) BigDecimal.valueOf(whole, field.decimals()).doubleValue() : (Object) whole;
    }

    /** The time of older writers: nanoseconds of a day, and the Julian day. */
    private static long nanoseconds(Binary bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes()).order(ByteOrder.LITTLE_ENDIAN);
        long ofDay = buffer.getLong();
        return TimeUnit.DAYS.toNanos(buffer.getInt() - EPOCH_JULIAN_DAY) + ofDay;
    }
}
