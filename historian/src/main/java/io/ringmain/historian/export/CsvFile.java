package io.ringmain.historian.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Samples as CSV. An empty field is no value, a quoted empty one an empty text; an array is JSON but for NaN and infinities.
 *
 * <p>A spreadsheet takes a text that begins with {@code = + - @}, a tab or a line break for a formula, and texts come from
 * devices and operators. So an apostrophe is put before those, and before texts that begin with an apostrophe: whoever takes
 * one leading apostrophe away has every text as it was. Numbers are never touched.
 */
final class CsvFile implements RowFile {
    private static final String[] HEADER = {
        "tag", "type", "source_time", "ingress_time", "value", "quality", "quality_name", "sequence", "ordinal"
    };
    private static final String FORMULA = "=+-@\t\r\n'";
    private static final int BUFFER_BYTES = 64 * 1024;

    private final CsvWriter csv;
    private final Writer writer;
    private final boolean isForSpreadsheets;
    private final TimeText sourceTime = new TimeText();
    private final TimeText ingressTime = new TimeText();
    private int lastStatus;
    private String lastStatusName = Quality.name(0);

    CsvFile(OutputStream out, boolean isForSpreadsheets) {
        this.isForSpreadsheets = isForSpreadsheets;
        writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER_BYTES);
        csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0)
                .build(writer);
        csv.writeRecord(HEADER);
    }

    @Override
    public void add(Row row) throws IOException {
        try {
            csv.writeRecord(
                    safe(row.tag),
                    row.type == null ? null : row.type.label(),
                    sourceTime.of(row.sourceTimeNs),
                    ingressTime.of(row.ingressTimeNs),
                    row.hasValue ? value(row) : null,
                    Long.toString(Integer.toUnsignedLong(row.statusCode)),
                    statusName(row.statusCode),
                    Long.toString(row.sequence),
                    Integer.toString(row.ordinal));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String statusName(int statusCode) {
        if (statusCode != lastStatus) {
            lastStatus = statusCode;
            lastStatusName = Quality.name(statusCode);
        }
        return lastStatusName;
    }

    private String value(Row row) {
        return switch (row.type) {
            case BOOL -> row.bits != 0 ? "true" : "false";
            case INT64 -> Long.toString(row.bits);
            case FLOAT64 -> Double.toString(row.number());
            case STRING -> safe(new String(row.text, 0, row.textLength, StandardCharsets.UTF_8));
            case INT64_ARRAY, FLOAT64_ARRAY -> array(row);
        };
    }

    private static String array(Row row) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < row.elementCount; i++) {
            text.append(i == 0 ? "" : ",");
            if (row.type == TagType.FLOAT64_ARRAY) {
                text.append(Double.longBitsToDouble(row.elements[i]));
            } else {
                text.append(row.elements[i]);
            }
        }
        return text.append(']').toString();
    }

    private String safe(String text) {
        boolean isFormula = isForSpreadsheets && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return isFormula ? "'" + text : text;
    }

    @Override
    public void finish() throws IOException {
        csv.flush();
        writer.flush();
    }
}
