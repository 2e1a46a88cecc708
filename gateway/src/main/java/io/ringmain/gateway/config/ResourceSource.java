package io.ringmain.gateway.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

record ResourceSource(String name, Path folder) implements Source {

    @Override
    public String label() {
        return name;
    }

    @Override
    public String identity() {
        return "resource " + name;
    }

    @Override
    public byte[] bytes() throws IOException {
        try (InputStream in = ResourceSource.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new NoSuchFileException(name);
            }
            return in.readAllBytes();
        }
    }

    @Override
    public Source sibling(String other) {
        return new ResourceSource(name.substring(0, name.lastIndexOf('/') + 1) + other, folder);
    }
}
