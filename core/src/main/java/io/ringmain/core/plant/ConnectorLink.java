package io.ringmain.core.plant;

import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connector and its place at the ring.
 *
 * <p>Thread: the connector publishes; OUTCOMES notes the journaled state of the link; {@link ConnectorLinks} starts and ends
 * it.
 */
final class ConnectorLink implements ConnectorContext, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorLink.class);

    private final int connectorId;
    private final ConnectorDefinition definition;
    private volatile Connector connector;
    private volatile List<BoundTag> tags;
    private final Sources sources;
    private final SourcePublisher publisher;
    private final UpdatePublisher late;
    private final Answers answers;
    private final Path dataFolder;
    private final Acquisitions acquisitions = new Acquisitions();
    private volatile LinkState state = LinkState.UNKNOWN;
    private volatile long sinceNs;

    /**
     * @param provider null when there is none of that type
     * @param dataFolder null when there is none
     */
    ConnectorLink(
            int connectorId,
            ConnectorDefinition definition,
            ConnectorProvider provider,
            List<BoundTag> tags,
            Sources sources,
            Answers answers,
            Path dataFolder) {
        this.connectorId = connectorId;
        this.definition = definition;
        this.tags = tags;
        this.sources = sources;
        Backpressure policy = Backpressure.valueOf(definition.backpressure().toUpperCase(Locale.ROOT));
        publisher = sources.reopen("connector " + definition.name(), policy);
        this.late = publisher.backfill();
        this.answers = answers;
        this.dataFolder = dataFolder;
        connector = definition.isEnabled() ? make(definition, provider) : AbsentConnector.disabled();
    }

    private static Connector make(ConnectorDefinition definition, ConnectorProvider provider) {
        try {
            if (provider == null) {
                throw new ProvisionException("connector type '" + definition.type() + "' is not available");
            }
            return provider.create(definition.forProvider());
        } catch (RuntimeException | LinkageError e) {
            return failed(definition, e);
        }
    }

    private static AbsentConnector failed(ConnectorDefinition definition, Throwable cause) {
        LOG.warn("Connector {} does not run: {}", definition.name(), cause.toString(), cause);
        return AbsentConnector.failed(cause);
    }

    /** What goes wrong with it is the link's state, and nobody else's business. */
    void start(ServedPlant served) {
        try {
            if (connector instanceof ServingConnector serving) {
                serving.serve(served);
            }
            connector.start(this);
        } catch (RuntimeException | LinkageError e) {
            Connector broken = connector;
            connector = failed(definition, e);
            try {
                broken.close();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            connector.start(this);
        }
    }

    boolean isRunning() {
        return !(connector instanceof AbsentConnector);
    }

    ConnectorDefinition definition() {
        return definition;
    }

    /** Whether it can stay as it is, told of other tags if it takes them while it runs. */
    boolean keeps(ConnectorDefinition wanted, List<BoundTag> wantedTags) {
        if (!definition.equals(wanted)) {
            return false;
        }
        if (!Bindings.isSameAcquisition(tags, wantedTags)) {
            List<BoundTag> before = tags;
            tags = wantedTags;
            if (!connector.tagsChanged(wantedTags)) {
                tags = before;
                return false;
            }
        }
        return true;
    }

    /** Ends it while the plant goes on. */
    void end() {
        try {
            close();
        } finally {
            publisher.abandon();
        }
    }

    /** Thread: OUTCOMES. */
    void write(DeviceWrite write) {
        Connector present = connector;
        if (present instanceof AbsentConnector) {
            answers.publishLater(write.writeId(), Quality.BAD_NOT_CONNECTED);
        } else {
            present.write(write);
        }
    }

    Connector connector() {
        return connector;
    }

    SourcePublisher publisher() {
        return publisher;
    }

    @Override
    public List<BoundTag> tags() {
        return tags;
    }

    @Override
    public UpdatePublisher updates() {
        return publisher;
    }

    @Override
    public UpdatePublisher backfill() {
        return late;
    }

    @Override
    public void link(LinkState newState) {
        publisher.link(connectorId, newState.code());
    }

    @Override
    public void answer(long writeId, int statusCode) {
        answers.publish(writeId, statusCode);
    }

    @Override
    public Acquisition acquisition(TagSource.Mode mode, int intervalMs) {
        return acquisitions.of(mode, intervalMs);
    }

    @Override
    public Path folder() {
        if (dataFolder == null) {
            throw new ProvisionException("connector " + definition.name() + " needs a data folder, there is none");
        }
        try {
            return Files.createDirectories(dataFolder.resolve("connectors").resolve(definition.name()));
        } catch (IOException e) {
            throw new ProvisionException("connector " + definition.name() + " can not make its folder: " + e, e);
        }
    }

    /** Thread: OUTCOMES. */
    void onLink(LinkState journaled, long ringTimeNs) {
        state = journaled;
        sinceNs = ringTimeNs;
    }

    /** As journaled. Thread: any. */
    LinkState state() {
        return state;
    }

    /** What it has noted about one of its acquisitions, null when it has not. Thread: any. */
    Acquisition noted(int intervalMs) {
        return acquisitions.noted(intervalMs);
    }

    /** Whether the connector does such things. Thread: any. */
    boolean control(int intervalMs, AcquisitionAction action) {
        try {
            return connector.control(
                    intervalMs == 0 ? TagSource.Mode.SUBSCRIBE : TagSource.Mode.POLL, intervalMs, action);
        } catch (RuntimeException e) {
            LOG.warn("Connector {} failed to {} an acquisition: {}", definition.name(), action, e.toString(), e);
            return false;
        }
    }

    /** What the core and the connector have counted, by name; the core's begin with the process. Thread: any. */
    Map<String, Long> counts() {
        Map<String, Long> counts = sources.counts(publisher);
        try {
            connector.counts().forEach(counts::putIfAbsent);
        } catch (RuntimeException e) {
            LOG.warn("Connector {} failed to count: {}", definition.name(), e.toString(), e);
        }
        return counts;
    }

    PlantStatus.LinkStatus status() {
        return new PlantStatus.LinkStatus(
                definition.name(), definition.type(), state, sinceNs, connector.detail(), counts());
    }

    @Override
    public void close() {
        publisher.close();
        connector.close();
    }
}
