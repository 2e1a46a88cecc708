package io.ringmain.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

record FileSource(Path path) implements Source {

    @Override
    public String label() {
        return path.toString();
    }

    @Override
    public String identity() {
        return path.toAbsolutePath().normalize().toString();
    }

    @Override
    public byte[] bytes() throws IOException {
        return Files.readAllBytes(path);
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    @Override
    public Source sibling(String name) {
        return new FileSource(path.resolveSibling(name));
    }

    @Override
    public Path folder() {
        return path.toAbsolutePath().normalize().getParent();
    }

    @Override
    public String displayFolder() {
        return "displays";
    }

    @Override
    public String textFolder() {
        return "text";
    }

    @Override
    public String changesFolder() {
        return path.getFileName().toString().replaceFirst("\\.ya?ml$", "") + ".d";
    }
}
