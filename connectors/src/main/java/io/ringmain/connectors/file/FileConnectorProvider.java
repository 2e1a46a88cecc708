package io.ringmain.connectors.file;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.text.NearestName;
import java.util.ArrayList;
import java.util.List;

/** Makes sources of files. */
public final class FileConnectorProvider implements ConnectorProvider {
    static final String TYPE = "file";

    /** Option of a source: the column of its status, in a wide file. */
    static final String QUALITY = "quality";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
        List<String> problems = new ArrayList<>();
        FileSettings settings = FileSettings.parse(definition, problems);
        for (TagDefinition tag : tags) {
            if (tag.source().address().isBlank()) {
                problems.add(tag.name() + ": address: empty, allowed is "
                        + (settings.isLong() ? "a name in column " + settings.tagColumn() : "the name of a column"));
            }
            if (tag.source().mode() != Mode.SUBSCRIBE) {
                problems.add(tag.name() + ": mode poll is not possible, the times in the file decide; "
                        + "allowed is mode: subscribe");
            }
            if (tag.sourceType().isArray()) {
                problems.add(tag.name() + ": type " + tag.type().label()
                        + " is not possible, allowed are bool, int64, float64 and string");
            }
            checkOptions(tag, settings, problems);
        }
        return problems;
    }

    private static void checkOptions(TagDefinition tag, FileSettings settings, List<String> problems) {
        List<String> known = settings.isLong() ? List.of() : List.of(QUALITY);
        for (String option : tag.source().options().keySet()) {
            if (!known.contains(option)) {
                problems.add(tag.name() + ": unknown option '" + option + "'" + NearestName.hint(option, known)
                        + (known.isEmpty() ? "; there are none" : "; known is " + QUALITY));
            }
        }
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        List<String> problems = new ArrayList<>();
        FileSettings settings = FileSettings.parse(definition, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return new FileConnector(definition.name(), settings);
    }

    @Override
    public List<String> counters() {
        return FileCounters.names();
    }
}
