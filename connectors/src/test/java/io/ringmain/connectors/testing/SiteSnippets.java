package io.ringmain.connectors.testing;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Site files shown in documents: connectors of one type and the tags that are bound to them. */
public final class SiteSnippets {
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private SiteSnippets() {}

    /**
     * What the provider has to say against the snippets of a document.
     *
     * @throws IllegalStateException when there is none with a connector of its type
     */
    public static List<String> problems(Path document, ConnectorProvider provider) throws IOException {
        List<String> problems = new ArrayList<>();
        int found = 0;
        Matcher matcher = YAML.matcher(Files.readString(document));
        while (matcher.find()) {
            Map<?, ?> site = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(matcher.group(1));
            for (Object each : list(site, "connectors")) {
                Map<?, ?> connector = (Map<?, ?>) each;
                if (provider.type().equals(connector.get("type"))) {
                    found++;
                    problems.addAll(problems(provider, connector, list(site, "tags")));
                }
            }
        }
        if (found == 0) {
            throw new IllegalStateException(document + " shows no connector of type " + provider.type());
        }
        return problems;
    }

    private static List<?> list(Map<?, ?> map, String key) {
        return map.get(key) == null ? List.of() : (List<?>) map.get(key);
    }

    private static List<String> problems(ConnectorProvider provider, Map<?, ?> connector, List<?> tags) {
        String name = String.valueOf(connector.get("name"));
        Map<String, String> settings = texts(connector);
        settings.remove("name");
        settings.remove("type");
        List<TagDefinition> bound = new ArrayList<>();
        for (Object each : tags) {
            Map<?, ?> tag = (Map<?, ?>) each;
            if (tag.get("source") instanceof Map<?, ?> source && name.equals(source.get("connector"))) {
                Object options = source.get("options");
                bound.add(TagDefinition.builder(
                                String.valueOf(tag.get("name")), TagType.ofLabel(String.valueOf(tag.get("type"))))
                        .source(new TagSource(
                                name,
                                String.valueOf(source.get("address")),
                                TagSource.Mode.SUBSCRIBE,
                                1_000,
                                options instanceof Map<?, ?> given ? texts(given) : Map.of()))
                        .build());
            }
        }
        return provider.validate(new ConnectorDefinition(name, provider.type(), settings), bound);
    }

    private static Map<String, String> texts(Map<?, ?> map) {
        Map<String, String> texts = new TreeMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        return texts;
    }
}
