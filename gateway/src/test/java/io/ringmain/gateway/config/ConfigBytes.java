package io.ringmain.gateway.config;

import java.nio.charset.StandardCharsets;

/** Site files. */
public final class ConfigBytes {
    private ConfigBytes() {}

    public static void yaml(byte[] bytes) {
        YamlText.compose(
                new TextSource("site.yaml", new String(bytes, StandardCharsets.UTF_8)),
                new Place("site.yaml", 1),
                new Problems(),
                null,
                10_000);
    }

    public static void quantity(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Quantity.duration(text);
        Quantity.size(text);
    }
}
