package io.ringmain.connectors.demo;

import io.ringmain.core.tag.TagSource;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Prints the catalogue of the demo plant as the tags of a site file; run it to renew {@code demo-site/tags.yaml}. */
public final class DemoTags {
    /** Name of the connector to which the demo site's tags are bound. */
    public static final String CONNECTOR = "plant";

    private DemoTags() {}

    public static void main(String[] arguments) {
        byte[] utf8 = yaml(new DemoPlant(1).variables()).getBytes(StandardCharsets.UTF_8);
        System.out.write(utf8, 0, utf8.length);
        System.out.flush();
    }

    /** The tags in YAML, in the order of the catalogue. */
    public static String yaml(List<PlantVariable> variables) {
        StringBuilder text = new StringBuilder("# Tags of the demo plant, printed by DemoTags from its catalogue.\n");
        text.append("tags:\n");
        for (PlantVariable variable : variables) {
            append(text, variable);
        }
        return text.toString();
    }

    private static void append(StringBuilder text, PlantVariable variable) {
        line(text, "  - name: ", variable.name());
        line(text, "    type: ", variable.type().label());
        if (!variable.unit().isEmpty()) {
            line(text, "    unit: ", quoted(variable.unit()));
        }
        line(text, "    description: ", quoted(variable.description()));
        if (variable.hasRange()) {
            line(text, "    range: ", "[" + plain(variable.low()) + ", " + plain(variable.high()) + "]");
        }
        line(text, "    area: ", variable.area());
        line(text, "    writable: ", Boolean.toString(variable.isWritable()));
        if (variable.deadband() > 0) {
            line(text, "    deadband: ", plain(variable.deadband()));
        }
        String mode = variable.mode() == TagSource.Mode.POLL ? "poll" : "subscribe";
        line(
                text,
                "    source: ",
                String.format(
                        Locale.ROOT,
                        "{connector: %s, address: \"%s\", mode: %s, interval: %dms}",
                        CONNECTOR,
                        variable.address(),
                        mode,
                        variable.intervalMs()));
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(value).append('\n');
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String plain(double value) {
        BigDecimal number = BigDecimal.valueOf(value).stripTrailingZeros();
        return number.toPlainString();
    }
}
