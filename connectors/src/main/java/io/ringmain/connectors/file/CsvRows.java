package io.ringmain.connectors.file;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Rows of a CSV file in UTF-8, the first of which names the columns. An empty field is no cell. */
final class CsvRows implements RowReader {
    private final CloseableIterator<CsvRecord> records;
    private final List<String> columns;
    private CsvRecord present;

    CsvRows(Path path, char delimiter) throws IOException {
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(path, StandardCharsets.UTF_8);
        records = reader.iterator();
        try {
            columns = next() ? present.getFields().stream().map(CsvRows::name).toList() : List.of();
            if (columns.isEmpty()) {
                throw new FileFormatException("the file is empty");
            }
        } catch (IOException | RuntimeException e) {
            records.close();
            throw e;
        }
    }

    private static String name(String field) {
        // programs of one maker begin texts with a byte order mark
        return (field.startsWith("\uFEFF") ? field.substring(1) : field).strip();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean next() throws IOException {
        try {
            if (!records.hasNext()) {
                return false;
            }
            present = records.next();
            return true;
        } catch (CsvParseException e) {
            throw new FileFormatException(e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public long number() {
        return present == null ? 1 : present.getStartingLineNumber();
    }

    @Override
    public Object cell(int column) {
        if (column >= present.getFieldCount()) {
            return null;
        }
        String text = present.getField(column);
        return text.isEmpty() ? null : text;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
