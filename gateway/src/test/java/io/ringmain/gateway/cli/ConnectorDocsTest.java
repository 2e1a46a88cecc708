package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site files in the connectors' documentation can be copied as they stand. */
class ConnectorDocsTest {
    private static final Path HOME = Path.of(System.getProperty("ringmain.home"), "connectors");
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void shouldShowSiteFilesThatAreValid() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(HOME.resolve("README.md")));
        try (Stream<Path> docs = Files.list(HOME.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        int checked = 0;
        for (Path page : pages) {
            Matcher blocks = YAML.matcher(Files.readString(page));
            while (blocks.find()) {
                String text = blocks.group(1);
                if (text.startsWith("connectors:") || text.startsWith("site:")) {
                    check(page, text.startsWith("site:") ? text : "site: {name: Example}\n" + text);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(1);
    }

    private void check(Path page, String text) throws IOException {
        Path site = Files.writeString(folder.resolve("site.yaml"), text);
        Run run = Run.of("validate", site.toString());
        assertThat(run.err()).as("%s:%n%s", page, text).isEmpty();
        assertThat(run.exitCode()).isZero();
    }
}
