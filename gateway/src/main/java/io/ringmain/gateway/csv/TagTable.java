package io.ringmain.gateway.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.ringmain.core.text.NearestName;
import io.ringmain.gateway.config.Bundle;
import io.ringmain.gateway.config.BundleForm;
import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.view.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Definitions of tags as CSV (RFC 4180, UTF-8): a row a tag, a column a key, by name. What is exported, imported and exported again
 * is the same byte for byte. Texts that a spreadsheet would execute begin with an apostrophe, which is taken off again.
 *
 * <p>To import: {@link #read}, then {@link #bundle} through {@link io.ringmain.gateway.command.ConfigurationImport}, and {@link
 * #place} to say where in the table something is that was found unsound.
 *
 * <p>Thread: any reads it; immutable.
 */
public final class TagTable implements BundleForm {
    private static final List<String> HEAD =
            Arrays.stream(TagColumn.values()).map(TagColumn::label).toList();

    private final Map<String, String> tags;
    private final Map<String, Long> lines;
    private final List<RowFault> faults;
    private final List<TagColumn> columns;

    private TagTable(
            Map<String, String> tags, Map<String, Long> lines, List<RowFault> faults, List<TagColumn> columns) {
        this.tags = tags;
        this.lines = lines;
        this.faults = List.copyOf(faults);
        this.columns = List.copyOf(columns);
    }

    /** Writes tags with their definitions, one line of JSON each. */
    public static void write(Map<String, String> tags, Writer writer) throws IOException {
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
        csv.writeRecord(HEAD);
        for (String json : new TreeMap<>(tags).values()) {
            csv.writeRecord(cells(json));
        }
        csv.flush();
    }

    private static List<String> cells(String json) {
        JsonNode tag = tree(json);
        return Arrays.stream(TagColumn.values()).map(column -> column.cell(tag)).toList();
    }

    private static JsonNode tree(String json) {
        try {
            return Json.tree(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether two definitions are the same row. */
    @Override
    public boolean isSame(String json, String other) {
        return json.equals(other) || cells(json).equals(cells(other));
    }

    /** A column that is not in the table is left as it is; an empty cell of one that is there says that there is nothing. */
    @Override
    public String over(String wanted, String present) {
        ObjectNode tag = (ObjectNode) tree(wanted);
        JsonNode known = tree(present);
        for (TagColumn column : TagColumn.values()) {
            if (!columns.contains(column)) {
                column.put(tag, column.cell(known));
            }
        }
        return tag.toString();
    }

    /** Reads a table; what is wrong with its form is among its {@link #faults}. */
    public static TagTable read(InputStream utf8) throws IOException {
        Map<String, String> tags = new LinkedHashMap<>();
        Map<String, Long> lines = new HashMap<>();
        List<RowFault> faults = new ArrayList<>();
        List<TagColumn> head = null;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .detectBomHeader(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(utf8, StandardCharsets.UTF_8)) {
            for (CsvRecord row : reader) {
                if (head == null) {
                    head = head(row, faults);
                    if (!faults.isEmpty()) {
                        break;
                    }
                } else {
                    read(row, head, tags, lines, faults);
                }
            }
            if (head == null) {
                faults.add(new RowFault(1, "", "is empty, must begin with the names of the columns"));
            }
        } catch (CsvParseException e) {
            String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            faults.add(new RowFault(0, "", "is no CSV: " + cause));
        }
        return new TagTable(tags, lines, faults, head == null ? List.of() : head);
    }

    private static List<TagColumn> head(CsvRecord row, List<RowFault> faults) {
        List<TagColumn> head = new ArrayList<>();
        for (String label : row.getFields()) {
            int place = HEAD.indexOf(label);
            if (place < 0) {
                faults.add(new RowFault(
                        row.getStartingLineNumber(),
                        label,
                        "is not a column" + NearestName.hint(label, HEAD) + " Known: " + String.join(", ", HEAD)));
            } else if (head.contains(TagColumn.values()[place])) {
                faults.add(new RowFault(row.getStartingLineNumber(), label, "stands there twice"));
            } else {
                head.add(TagColumn.values()[place]);
            }
        }
        if (!head.contains(TagColumn.NAME)) {
            faults.add(new RowFault(row.getStartingLineNumber(), "name", "is missing among the columns"));
        }
        return head;
    }

    private static void read(
            CsvRecord row,
            List<TagColumn> head,
            Map<String, String> tags,
            Map<String, Long> lines,
            List<RowFault> faults) {
        long line = row.getStartingLineNumber();
        if (row.getFieldCount() != head.size()) {
            faults.add(
                    new RowFault(line, "", "has " + row.getFieldCount() + " cells, the first line has " + head.size()));
            return;
        }
        ObjectNode tag = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < head.size(); i++) {
            try {
                head.get(i).put(tag, row.getField(i));
            } catch (IllegalArgumentException e) {
                faults.add(new RowFault(line, head.get(i).label(), e.getMessage()));
            }
        }
        String name = tag.path("name").asText();
        Long earlier = name.isEmpty() ? null : lines.putIfAbsent(name, line);
        if (name.isEmpty()) {
            faults.add(new RowFault(line, "name", "is missing"));
        } else if (earlier != null) {
            faults.add(new RowFault(line, "name", "'" + name + "' stands in line " + earlier + ", too"));
        } else {
            tags.put(name, tag.toString());
        }
    }

    /** What is wrong with its form; when there is anything, the rest of it is not to be used. */
    public List<RowFault> faults() {
        return faults;
    }

    public int size() {
        return tags.size();
    }

    public Bundle bundle() {
        return Bundle.of(Section.TAGS, tags);
    }

    /**
     * Where in the table something is.
     *
     * @param key as the site file's messages name it, for example {@code tags[A].source.interval}
     */
    public RowFault place(String key, String message) {
        int end = key.indexOf(']');
        boolean isTag = key.startsWith("tags[") && end > 0;
        Long line = isTag ? lines.get(key.substring("tags[".length(), end)) : null;
        if (line == null) {
            return new RowFault(0, "", key + ": " + message);
        }
        TagColumn column = end + 2 <= key.length() ? TagColumn.ofKey(key.substring(end + 2)) : null;
        return new RowFault(line, column == null ? "" : column.label(), message);
    }
}
