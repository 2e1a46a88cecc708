package io.ringmain.gateway.config;

import io.ringmain.core.extension.MachineJars;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineContext;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sites written as text, read with one machine type and one connector type of the tests' own. */
final class SiteText {
    private SiteText() {}

    static SiteConfiguration read(String text) throws ConfigurationException {
        return read(Map.of("site.yaml", text), Overrides.none());
    }

    static SiteConfiguration read(Map<String, String> files, Overrides overrides) throws ConfigurationException {
        return SiteFile.read(new Memory("site.yaml", files), overrides, SiteText::machines, List.of(new Simulator()));
    }

    private static List<Machine> machines(Path folder) {
        if (folder != null) {
            MachineJars.in(folder);
        }
        return List.of(new Doubler());
    }

    /** The lines that a refused text is answered with; empty when it is accepted. */
    static List<String> problems(String text) {
        return problems(Map.of("site.yaml", text), Overrides.none());
    }

    static List<String> problems(Map<String, String> files, Overrides overrides) {
        try {
            read(files, overrides);
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    private record Memory(String label, Map<String, String> files) implements Source {
        @Override
        public String identity() {
            return label;
        }

        @Override
        public byte[] bytes() throws NoSuchFileException {
            if (!files.containsKey(label)) {
                throw new NoSuchFileException(label);
            }
            return files.get(label).getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public Source sibling(String name) {
            return new Memory(name, files);
        }

        @Override
        public Path folder() {
            return Path.of("/site");
        }
    }

    private static final class Doubler implements Machine {
        @Override
        public MachineDeclaration declaration() {
            return new MachineDeclaration(
                    "doubler",
                    List.of("ON"),
                    List.of(),
                    List.of(new MachineDeclaration.Port("in", TagType.FLOAT64)),
                    List.of(new MachineDeclaration.Port("out", TagType.FLOAT64)),
                    List.of(new MachineDeclaration.Attribute("gain", 2, 0, 10)),
                    List.of());
        }

        @Override
        public void step(MachineContext context) {
            throw new AssertionError("no machine runs while a site is read");
        }
    }

    private static final class Simulator implements ConnectorProvider {
        @Override
        public String type() {
            return "simulator";
        }

        @Override
        public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
            List<String> lines = new ArrayList<>();
            definition.settings().keySet().stream()
                    .filter(key -> !List.of("url", "password").contains(key))
                    .forEach(key -> lines.add(definition.name() + ": " + key + ": is not known, known: password, url"));
            tags.stream()
                    .filter(tag -> !tag.source().address().startsWith("a"))
                    .forEach(tag -> lines.add(tag.name() + ": address '"
                            + tag.source().address() + "' is not allowed, must begin with a"));
            return lines;
        }

        @Override
        public Connector create(ConnectorDefinition definition) {
            throw new AssertionError("no connector is made while a site is read");
        }
    }
}
