package io.ringmain.historian.questdb;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV as QuestDB writes it: a field that is empty without quotes is NULL, and in quoted ones control characters
 * and the backslash itself are written as in JSON.
 */
final class CsvRows {
    private final String text;
    private int at;

    private CsvRows(String text) {
        this.text = text;
    }

    /** All lines, null for NULL. */
    static List<String[]> parse(String text) {
        CsvRows rows = new CsvRows(text);
        List<String[]> lines = new ArrayList<>();
        while (rows.at < text.length()) {
            lines.add(rows.line());
        }
        return lines;
    }

    private String[] line() {
        List<String> fields = new ArrayList<>();
        while (true) {
            fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            char end = at < text.length() ? text.charAt(at++) : '\n';
            if (end == '\r') {
                end = at < text.length() ? text.charAt(at++) : '\n';
            }
            if (end != ',') {
                return fields.toArray(String[]::new);
            }
        }
    }

    private String plain() {
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at == from ? null : text.substring(from, at);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (at < text.length() && text.charAt(at) == '"') {
                    at++;
                } else {
                    break;
                }
            } else if (c == '\\' && at < text.length()) {
                c = escaped();
            }
            field.append(c);
        }
        return field.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> c;
        };
    }
}
