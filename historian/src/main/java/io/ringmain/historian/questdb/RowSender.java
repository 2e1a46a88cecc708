package io.ringmain.historian.questdb;

import io.questdb.client.Sender;
import io.questdb.client.cutlass.line.LineSenderException;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.recording.SampleSink;
import io.ringmain.historian.recording.StoredSample;
import java.time.temporal.ChronoUnit;

/**
 * Gives rows to the client, and keeps them as text when asked to, a line each: {@code samples tag=A.Level type=3
 * value=4.5 ... at 17636...}.
 *
 * <p>Thread: its owner. Allocates: nothing without text.
 */
final class RowSender implements SampleSink {
    /** More are sent before the batch is at its end; that a part of it is there does not matter, it is sent again. */
    private static final int MOST_ROWS = 50_000;

    private final Sender sender;
    private final StringBuilder text;
    private long rows;
    private long pending;
    private LineSenderException refused;

    RowSender(Sender sender) {
        this(sender, null);
    }

    /** @param text gets the rows too */
    RowSender(Sender sender, StringBuilder text) {
        this.sender = sender;
        this.text = text;
    }

    /** Rows since the start. */
    long rows() {
        return rows;
    }

    /** Rows that the server has not got yet. */
    long pending() {
        return pending;
    }

    /** Sends what is pending; throws what the client or the server says to it. */
    void flush() {
        if (refused != null) {
            throw refused;
        }
        if (pending > 0) {
            sender.flush();
            pending = 0;
        }
    }

    @Override
    public void keep(StoredSample sample) {
        rows++;
        try {
            put(sample);
            pending++;
        } catch (LineSenderException e) {
            refused = e; // thrown when the configurations of the batch have been followed
            cancel();
        }
        if (pending >= MOST_ROWS && refused == null && text == null) {
            flush();
        }
    }

    private void put(StoredSample sample) {
        begin(sample.tag());
        number(SamplesTable.TYPE, (long) sample.type());
        if (sample.text() != null) {
            text(SamplesTable.TEXT, sample.text());
        } else {
            value(sample.type(), sample.bits());
        }
        number(SamplesTable.QUALITY, Integer.toUnsignedLong(sample.status()));
        number(SamplesTable.SEQUENCE, sample.sequence());
        number(SamplesTable.ORDINAL, (long) sample.ordinal());
        time(SamplesTable.INGRESS, sample.ingressNs());
        if (sample.givenNs() != sample.timeNs()) {
            number(SamplesTable.SOURCE_GIVEN, Math.max(sample.givenNs(), Long.MIN_VALUE + 1));
        }
        end(sample.timeNs());
    }

    private void value(int type, long bits) {
        if (type == TagType.FLOAT64.code()) {
            double value = Double.longBitsToDouble(bits);
            if (Double.isFinite(value)) {
                number(SamplesTable.VALUE, value);
            } else {
                number(SamplesTable.LONG, bits);
            }
        } else if (type == TagType.INT64.code() || type == TagType.BOOL.code()) {
            number(SamplesTable.VALUE, (double) bits);
            if (bits != Long.MIN_VALUE) { // QuestDB's NULL, which it refuses to take as a number
                number(SamplesTable.LONG, bits);
            }
        }
    }

    private void begin(String tag) {
        if (text != null) {
            text.append(SamplesTable.NAME)
                    .append(' ')
                    .append(SamplesTable.TAG)
                    .append('=')
                    .append(tag);
        }
        sender.table(SamplesTable.NAME).symbol(SamplesTable.TAG, tag);
    }

    private void number(String column, long value) {
        if (text != null) {
            text.append(' ').append(column).append('=').append(value);
        }
        sender.longColumn(column, value);
    }

    private void number(String column, double value) {
        if (text != null) {
            text.append(' ').append(column).append('=').append(value);
        }
        sender.doubleColumn(column, value);
    }

    private void text(String column, String value) {
        if (text != null) {
            String line = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
            text.append(' ').append(column).append("=\"").append(line).append('"');
        }
        sender.stringColumn(column, value);
    }

    private void time(String column, long ns) {
        if (text != null) {
            text.append(' ').append(column).append('=').append(ns);
        }
        sender.timestampColumn(column, ns, ChronoUnit.NANOS);
    }

    private void end(long ns) {
        if (text != null) {
            text.append(" at ").append(ns).append('\n');
        }
        sender.at(ns, ChronoUnit.NANOS);
    }

    private void cancel() {
        if (text != null) {
            text.append(" cancelled\n");
        }
        sender.cancelRow();
    }
}
