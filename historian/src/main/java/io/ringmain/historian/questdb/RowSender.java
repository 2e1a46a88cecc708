package io.ringmain.historian.questdb;

import io.questdb.client.Sender;
import java.time.temporal.ChronoUnit;

/**
 * Gives rows to the client, and keeps them as text when asked to, a line each: {@code samples tag=A.Level type=3
 * value=4.5 ... at 17636...}.
 *
 * <p>Thread: its owner. Allocates: nothing without text.
 */
final class RowSender {
    private final Sender sender;
    private final StringBuilder text;

    RowSender(Sender sender) {
        this(sender, null);
    }

    /** @param text gets the rows too */
    RowSender(Sender sender, StringBuilder text) {
        this.sender = sender;
        this.text = text;
    }

    /** Begins a row. */
    RowSender row(String tag) {
        if (text != null) {
            text.append(SamplesTable.NAME)
                    .append(' ')
                    .append(SamplesTable.TAG)
                    .append('=')
                    .append(tag);
        }
        sender.table(SamplesTable.NAME).symbol(SamplesTable.TAG, tag);
        return this;
    }

    RowSender number(String column, long value) {
        if (text != null) {
            text.append(' ').append(column).append('=').append(value);
        }
        sender.longColumn(column, value);
        return this;
    }

    RowSender number(String column, double value) {
        if (text != null) {
            text.append(' ').append(column).append('=').append(value);
        }
        sender.doubleColumn(column, value);
        return this;
    }

    RowSender text(String column, String value) {
        if (text != null) {
            String line = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
            text.append(' ').append(column).append("=\"").append(line).append('"');
        }
        sender.stringColumn(column, value);
        return this;
    }

    RowSender time(String column, long ns) {
        if (text != null) {
            text.append(' ').append(column).append('=').append(ns);
        }
        sender.timestampColumn(column, ns, ChronoUnit.NANOS);
        return this;
    }

    /** Ends a row. */
    void at(long ns) {
        if (text != null) {
            text.append(" at ").append(ns).append('\n');
        }
        sender.at(ns, ChronoUnit.NANOS);
    }

    /** Takes back a row that was begun. */
    void cancel() {
        if (text != null) {
            text.append(" cancelled\n");
        }
        sender.cancelRow();
    }
}
