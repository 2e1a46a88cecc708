package io.ringmain.gateway.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** One YAML text and what its relative names mean. */
public interface Source {

    /** What messages call it. */
    String label();

    /** The same for the same text, however it was named. */
    String identity();

    byte[] bytes() throws IOException;

    /** The same bytes one after the other; to be closed. */
    default InputStream open() throws IOException {
        return new ByteArrayInputStream(bytes());
    }

    /** The source that an {@code include} names. */
    Source sibling(String name);

    /** The folder that relative paths start from. */
    Path folder();

    /** Name of the folder for what is changed at run time; empty when there is no place beside. */
    default String changesFolder() {
        return "";
    }

    /** Name of the folder of displays; empty when there is no place beside. */
    default String displayFolder() {
        return "";
    }

    /** Name of the folder of texts in further languages; empty when there is no place beside. */
    default String textFolder() {
        return "";
    }

    /** A file, named in messages as given. */
    static Source file(Path path) {
        return new FileSource(path);
    }

    /** A resource on the class path; its relative paths start from the given folder. */
    static Source resource(String name, Path folder) {
        return new ResourceSource(name, folder);
    }
}
