package io.ringmain.gateway.cli;

import io.ringmain.gateway.config.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;

/** A site file that notes which files are read for it. */
record SeenSource(Source source, Set<Path> seen) implements Source {

    @Override
    public String label() {
        return source.label();
    }

    @Override
    public String identity() {
        return source.identity();
    }

    @Override
    public byte[] bytes() throws IOException {
        seen.add(Path.of(source.identity()));
        return source.bytes();
    }

    @Override
    public InputStream open() throws IOException {
        seen.add(Path.of(source.identity()));
        return source.open();
    }

    @Override
    public Source sibling(String name) {
        return new SeenSource(source.sibling(name), seen);
    }

    @Override
    public Path folder() {
        return source.folder();
    }

    @Override
    public String changesFolder() {
        return source.changesFolder();
    }
}
