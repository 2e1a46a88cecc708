package io.ringmain.gateway.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A text that stands in no file. */
record TextSource(String label, String text) implements Source {

    @Override
    public String identity() {
        return label;
    }

    @Override
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Source sibling(String name) {
        throw new UnsupportedOperationException("a text has no files beside it");
    }

    @Override
    public Path folder() {
        return Path.of("").toAbsolutePath();
    }
}
