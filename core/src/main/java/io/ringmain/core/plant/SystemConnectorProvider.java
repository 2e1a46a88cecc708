package io.ringmain.core.plant;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.system.SystemSite;
import io.ringmain.core.tag.TagDefinition;
import java.util.List;

/**
 * Makes the connector that shows the others as tags. Where it is among the providers, {@link SystemSite} adds those tags.
 */
public final class SystemConnectorProvider implements ConnectorProvider {

    @Override
    public String type() {
        return SystemSite.TYPE;
    }

    /** Its definition and its tags are made, not written. */
    @Override
    public List<String> validate(ConnectorDefinition definition, List<TagDefinition> tags) {
        return List.of();
    }

    @Override
    public Connector create(ConnectorDefinition definition) {
        return new SystemConnector();
    }

    @Override
    public boolean isAcquiring() {
        return false;
    }
}
