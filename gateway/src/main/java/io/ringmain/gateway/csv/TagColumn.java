package io.ringmain.gateway.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ringmain.gateway.view.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A column of the table and the key of a tag that stands in it. What has parts of its own (scaling, filters, history, options)
 * stands in one cell, as JSON.
 */
enum TagColumn {
    NAME("name", Kind.TEXT),
    TYPE("type", Kind.TEXT),
    LENGTH("length", Kind.NUMBER),
    UNIT("unit", Kind.TEXT),
    DISPLAY_UNIT("display-unit", Kind.TEXT),
    DESCRIPTION("description", Kind.TEXT),
    RANGE_LOW("range-low", Kind.LOW),
    RANGE_HIGH("range-high", Kind.HIGH),
    AREA("area", Kind.TEXT),
    MANUFACTURER("manufacturer", Kind.TEXT),
    SEGMENT("segment", Kind.TEXT),
    POSITION("position", Kind.TEXT),
    WRITABLE("writable", Kind.FLAG),
    SIGNATURE("signature", Kind.TEXT),
    DEADBAND("deadband", Kind.NUMBER),
    SCALING("scaling", Kind.JSON),
    ROUNDED("rounded", Kind.FLAG),
    FILTERS("filters", Kind.JSON),
    STALE("stale", Kind.TEXT),
    HISTORY("history", Kind.JSON),
    EXPRESSION("expression", Kind.TEXT),
    TICK("tick", Kind.TEXT),
    CONNECTOR("source.connector", Kind.TEXT),
    ADDRESS("source.address", Kind.TEXT),
    MODE("source.mode", Kind.TEXT),
    INTERVAL("source.interval", Kind.TEXT),
    OPTIONS("source.options", Kind.JSON);

    private enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        JSON,
        /** First of the two of {@code range}. */
        LOW,
        HIGH
    }

    /** What a spreadsheet would take for a formula, and the mark that keeps it from doing so. */
    private static final String FORMULAS = "=+-@\t\r'";

    private static final char MARK = '\'';
    private static final Pattern NUMBER_TEXT = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final String SOURCE = "source.";
    private static final String RANGE = "range";

    private final String label;
    private final Kind kind;

    TagColumn(String label, Kind kind) {
        this.label = label;
        this.kind = kind;
    }

    /** In the head of the table. */
    String label() {
        return label;
    }

    /** The column of a key as messages name it, null when there is none. */
    static TagColumn ofKey(String key) {
        String plain = key.startsWith(RANGE) ? RANGE_LOW.label : key;
        TagColumn found = null;
        for (TagColumn column : values()) {
            boolean isOrHolds = plain.equals(column.label)
                    || plain.startsWith(column.label + ".")
                    || plain.startsWith(column.label + "[");
            if (isOrHolds || plain.equals("source") && column == CONNECTOR) {
                found = column;
            }
        }
        return found;
    }

    // ---- from a definition

    /** The cell of a definition, empty when it says nothing. */
    String cell(JsonNode tag) {
        JsonNode value = switch (kind) {
            case LOW -> tag.path(RANGE).path(0);
            case HIGH -> tag.path(RANGE).path(1);
            default ->
                label.startsWith(SOURCE) ? tag.path("source").path(label.substring(SOURCE.length())) : tag.path(label);
        };
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (kind == Kind.JSON) {
            return value.toString();
        }
        String text = value.asText();
        boolean isNumber = value.isNumber();
        return !isNumber && !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? MARK + text : text;
    }

    // ---- to a definition

    /**
     * Puts what a cell says into a definition.
     *
     * @throws IllegalArgumentException that says what the cell must be
     */
    void put(ObjectNode tag, String cell) {
        if (cell.isEmpty()) {
            return;
        }
        JsonNode value = value(cell);
        if (kind == Kind.LOW || kind == Kind.HIGH) {
            ArrayNode range = tag.has(RANGE)
                    ? (ArrayNode) tag.get(RANGE)
                    : tag.putArray(RANGE).addNull().addNull();
            range.set(kind == Kind.LOW ? 0 : 1, value);
        } else if (label.startsWith(SOURCE)) {
            ObjectNode source = tag.has("source") ? (ObjectNode) tag.get("source") : tag.putObject("source");
            source.set(label.substring(SOURCE.length()), value);
        } else {
            tag.set(label, value);
        }
    }

    private JsonNode value(String cell) {
        boolean isMarked = cell.length() > 1 && cell.charAt(0) == MARK && FORMULAS.indexOf(cell.charAt(1)) >= 0;
        String text = isMarked ? cell.substring(1) : cell;
        return switch (kind) {
            case TEXT -> TextNode.valueOf(text);
            case NUMBER, LOW, HIGH -> NUMBER_TEXT.matcher(text).matches() ? number(text) : TextNode.valueOf(text);
            case FLAG ->
                switch (text) {
                    case "true" -> JsonNodeFactory.instance.booleanNode(true);
                    case "false" -> JsonNodeFactory.instance.booleanNode(false);
                    default -> TextNode.valueOf(text);
                };
            case JSON -> json(text);
        };
    }

    private static JsonNode number(String text) {
        return JsonNodeFactory.instance.numberNode(new BigDecimal(text));
    }

    private static JsonNode json(String text) {
        try {
            return Json.tree(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "is no JSON: " + e.getOriginalMessage().split("\n", 2)[0], e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
