package io.ringmain.perf.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Files of a big site as a generator would write them: {@code site.yaml} and an included file with everything else. Each tag
 * has eight keys and a limit alarm of eight keys; every fourth tag is a whole number, every tenth can be written.
 */
final class BigSite {
    /** How the included file is written. */
    enum Form {
        /** A line a key. */
        BLOCK("yaml"),
        /** A line a definition, in braces. */
        FLOW("yaml"),
        JSON("json");

        private final String extension;

        Form(String extension) {
            this.extension = extension;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int TAGS_A_UNIT = 100;
    private static final int UNITS_AN_AREA = 50;

    private BigSite() {}

    /** Writes the files and answers the one to start from. */
    static Path write(Path folder, Form form, int tags) {
        String included = "definitions." + form.extension;
        Path site = folder.resolve("site-" + form.label() + ".yaml");
        try {
            Files.createDirectories(folder.resolve(form.label()));
            Files.writeString(site, """
                    site:
                      name: big
                      data: %s/data
                    http: {port: 0}
                    historian: {questdb: {embedded: false}}
                    include: [%s/%s]
                    """.formatted(form.label(), form.label(), included));
            try (BufferedWriter out =
                    Files.newBufferedWriter(folder.resolve(form.label()).resolve(included))) {
                write(out, form, tags);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return site;
    }

    static String tagName(int tag) {
        int unit = tag / TAGS_A_UNIT;
        return String.format(Locale.ROOT, "Area%02d.Unit%04d.T%03d", unit / UNITS_AN_AREA, unit, tag % TAGS_A_UNIT);
    }

    private static void write(BufferedWriter out, Form form, int tags) throws IOException {
        out.write(form == Form.JSON ? "{\n  \"tags\": [\n" : "tags:\n");
        for (int tag = 0; tag < tags; tag++) {
            element(out, form, tag == tags - 1, tagKeys(tag));
        }
        out.write(form == Form.JSON ? "  ],\n  \"alarms\": [\n" : "alarms:\n");
        for (int tag = 0; tag < tags; tag++) {
            element(out, form, tag == tags - 1, alarmKeys(tag));
        }
        out.write(form == Form.JSON ? "  ]\n}\n" : "");
    }

    private static String[] tagKeys(int tag) {
        boolean isWhole = tag % 4 == 3;
        return new String[] {
            "name",
            '"' + tagName(tag) + '"',
            "type",
            isWhole ? "\"int64\"" : "\"float64\"",
            "unit",
            isWhole ? "\"{pcs}\"" : "\"bar\"",
            "description",
            "\"Pressure at measuring point " + tag + ", line " + tag % 7 + "\"",
            "range",
            "[0, " + (100 + tag % 50) + "]",
            "deadband",
            isWhole ? "1" : "0.05",
            "area",
            "\"Area " + tag / TAGS_A_UNIT / UNITS_AN_AREA + "\"",
            "writable",
            String.valueOf(tag % 10 == 0)
        };
    }

    private static String[] alarmKeys(int tag) {
        String name = tagName(tag);
        return new String[] {
            "name",
            '"' + name + ".HI\"",
            "tag",
            '"' + name + '"',
            "kind",
            "\"HI\"",
            "limit",
            String.valueOf(80 + tag % 20),
            "deadband",
            "2",
            "on-delay",
            "\"2s\"",
            "priority",
            String.valueOf(1 + tag % 4),
            "message",
            "\"Pressure of measuring point " + tag + " is high\""
        };
    }

    private static void element(BufferedWriter out, Form form, boolean isLast, String[] pairs) throws IOException {
        for (int i = 0; i < pairs.length; i += 2) {
            switch (form) {
                case BLOCK -> out.write(i == 0 ? "  - " : "    ");
                case FLOW -> out.write(i == 0 ? "  - {" : ", ");
                case JSON -> out.write(i == 0 ? "    {" : ", ");
            }
            out.write(form == Form.JSON ? '"' + pairs[i] + "\": " : pairs[i] + ": ");
            out.write(form == Form.JSON ? pairs[i + 1] : plain(form, pairs[i + 1]));
            if (form == Form.BLOCK) {
                out.write('\n');
            }
        }
        if (form != Form.BLOCK) {
            out.write(form == Form.JSON && !isLast ? "},\n" : "}\n");
        }
    }

    /** Text as people write it in YAML: quoted only where it has to be. */
    private static String plain(Form form, String json) {
        boolean isBare =
                json.startsWith("\"") && !json.startsWith("\"{") && (form == Form.BLOCK || !json.contains(","));
        return isBare ? json.substring(1, json.length() - 1) : json;
    }
}
