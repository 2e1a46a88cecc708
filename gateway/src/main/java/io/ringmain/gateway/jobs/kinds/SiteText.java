package io.ringmain.gateway.jobs.kinds;

import io.ringmain.gateway.config.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A site file that came as a parameter; it reaches no file. */
record SiteText(String text, Path folder) implements Source {

    @Override
    public String label() {
        return "site";
    }

    @Override
    public String identity() {
        return "site";
    }

    @Override
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Source sibling(String name) {
        return new Unread(name, folder);
    }

    private record Unread(String label, Path folder) implements Source {
        @Override
        public String identity() {
            return label;
        }

        @Override
        public byte[] bytes() throws IOException {
            throw new IOException("a site that comes as text includes no files");
        }

        @Override
        public Source sibling(String name) {
            return new Unread(name, folder);
        }
    }
}
