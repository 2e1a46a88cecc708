package io.ringmain.core.spi;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.tag.TagDefinition;
import java.util.List;

/** Makes connectors of one type. Found by {@link java.util.ServiceLoader}. */
public interface ConnectorProvider {

    /** The type's name in site files, for example {@code opcua}. */
    String type();

    /**
     * Checks settings and the addresses of the tags bound to it, without any I/O. Each problem is one line: setting or
     * tag, what is wrong, what is allowed. An empty list means that {@link #create} will succeed.
     */
    List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags);

    Connector create(ConnectorDefinition definition);

    /** Names of what its connectors count, in CamelCase, for example {@code Reconnects}; each is shown as a tag. */
    default List<String> counters() {
        return List.of();
    }

    /** Whether its connectors acquire tags at all, so that what they subscribe to and poll is shown as machines. */
    default boolean isAcquiring() {
        return true;
    }
}
