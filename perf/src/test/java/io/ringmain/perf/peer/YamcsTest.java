package io.ringmain.perf.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.perf.SuiteFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What can be said of the peer without fetching it. */
class YamcsTest {
    @TempDir
    private Path folder;

    @Test
    void shouldWriteAConfigurationThatCanBeRead() throws IOException {
        PacketLayout layout = new PacketLayout(1_000, 1);
        YamcsFiles.write(folder, 8090, List.of(new YamcsInstance("it's", layout, 4711, true)));
        assertThat(yaml("yamcs.yaml").get("instances")).isEqualTo(List.of("it's"));
        assertThat(yaml("processor.yaml").get("realtime")).isNotNull();
        assertThat(yaml("processor.yaml").get("ArchiveRetrieval")).isNotNull();
        Map<?, ?> instance = yaml("yamcs.it's.yaml");
        Map<?, ?> link = (Map<?, ?>) ((List<?>) instance.get("dataLinks")).get(0);
        assertThat(link.get("host")).isEqualTo("127.0.0.1");
        assertThat(link.get("port")).isEqualTo(4711);
        Map<?, ?> database = (Map<?, ?>) ((List<?>) instance.get("mdb")).get(0);
        assertThat(Path.of((String) ((Map<?, ?>) database.get("args")).get("file")))
                .content()
                .isEqualTo(YamcsDatabase.xtce(layout));
    }

    @Test
    void shouldSayThatThereIsNothingToFetchYamcsWith() {
        assertThatThrownBy(() -> YamcsLibraries.fetch(null))
                .isInstanceOf(SuiteFailedException.class)
                .hasMessageContaining("no Maven wrapper");
        assertThatThrownBy(() -> YamcsLibraries.fetch(folder)).hasMessageContaining("no Maven wrapper");
    }

    @Test
    void shouldSayThatYamcsCanNotBeFetched() throws IOException {
        Path wrapper = Files.writeString(folder.resolve("mvnw"), "#!/bin/sh\necho offline\nexit 1\n");
        assertThat(wrapper.toFile().setExecutable(true)).isTrue();
        assertThatThrownBy(() -> YamcsLibraries.fetch(folder))
                .isInstanceOf(SuiteFailedException.class)
                .hasMessageContaining("could not be fetched")
                .hasMessageContaining("fetch.log");
        assertThat(YamcsLibraries.folder(folder).resolve("fetch.log")).hasContent("offline");
        assertThat(YamcsLibraries.folder(folder).resolve("lib")).doesNotExist();
    }

    @Test
    void shouldHaveNoYamcsOnOurClassPath() {
        assertThatThrownBy(() -> Class.forName("org.yamcs.YamcsServer")).isInstanceOf(ClassNotFoundException.class);
    }

    private Map<?, ?> yaml(String name) throws IOException {
        String text = Files.readString(folder.resolve("etc").resolve(name));
        return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
