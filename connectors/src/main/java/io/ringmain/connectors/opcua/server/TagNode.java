package io.ringmain.connectors.opcua.server;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.connectors.opcua.server.history.HistoryConfiguration;
import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.connectors.opcua.server.space.NodeAccess;
import io.ringmain.connectors.opcua.server.space.PropertyNode;
import io.ringmain.connectors.opcua.server.space.Reading;
import io.ringmain.connectors.opcua.server.space.References;
import io.ringmain.connectors.opcua.server.space.ServedNode;
import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.connectors.opcua.server.space.ServedVariable;
import io.ringmain.connectors.opcua.server.space.TagIds;
import io.ringmain.core.site.SiteAreas;
import io.ringmain.core.spi.Permission;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;

/** A tag as a variable (OPC 10000-8: DataItem and what is made of it). Thread: the one that asked for it. */
final class TagNode implements ServedVariable {
    private static final String EU_RANGE = "EURange";
    private static final String ENGINEERING_UNITS = "EngineeringUnits";
    private static final String TRUE_STATE = "TrueState";
    private static final String FALSE_STATE = "FalseState";
    private static final String DEFINITION = "Definition";

    private final ServedSite site;
    private final TagWrites writes;
    private final int tagId;
    private final TagDefinition tag;
    private final NodeAccess.Level level;

    TagNode(ServedSite site, TagWrites writes, int tagId, TagDefinition tag, NodeAccess.Level level) {
        this.site = site;
        this.writes = writes;
        this.tagId = tagId;
        this.tag = tag;
        this.level = level;
    }

    @Override
    public String id() {
        return TagIds.of(tag.name());
    }

    @Override
    public String browseName() {
        return tag.name().substring(tag.name().lastIndexOf('.') + 1);
    }

    @Override
    public String description() {
        return tag.description();
    }

    @Override
    public int tagId() {
        return tagId;
    }

    private boolean hasRange() {
        return !Double.isNaN(tag.rangeLow()) && !Double.isNaN(tag.rangeHigh()) && tag.type() != TagType.BOOL;
    }

    private boolean isNumeric() {
        return tag.type().element() == TagType.INT64 || tag.type().element() == TagType.FLOAT64;
    }

    @Override
    public NodeId typeDefinition() {
        if (tag.type() == TagType.BOOL) {
            return NodeIds.TwoStateDiscreteType;
        }
        if (!isNumeric()) {
            return NodeIds.DataItemType;
        }
        if (hasRange()) {
            return tag.unit().isEmpty() ? NodeIds.AnalogItemType : NodeIds.AnalogUnitRangeType;
        }
        return tag.unit().isEmpty() ? NodeIds.DataItemType : NodeIds.AnalogUnitType;
    }

    @Override
    public NodeId dataType() {
        return DataValues.dataType(tag.type());
    }

    @Override
    public int valueRank() {
        return tag.type().isArray() ? 1 : -1;
    }

    @Override
    public UInteger[] arrayDimensions() {
        return tag.type().isArray() ? new UInteger[] {uint(tag.length())} : null;
    }

    @Override
    public int accessLevel() {
        boolean isWritable = tag.isWritable() && !tag.type().isArray();
        boolean isRecorded = tag.history() && site.served().history() != null;
        return (level.canRead() ? CURRENT_READ : 0)
                | (level.canWrite() && isWritable ? CURRENT_WRITE : 0)
                | (level.canRead() && isRecorded ? HISTORY_READ : 0);
    }

    @Override
    public int userAccessLevel(Caller caller) {
        return (caller.may(Permission.VIEW) ? CURRENT_READ | HISTORY_READ : 0)
                | (tag.isWritable() && caller.may(Permission.WRITE, List.of(SiteAreas.of(tag))) ? CURRENT_WRITE : 0);
    }

    @Override
    public DataValue value(Reading reading) {
        if (!site.plant().values().read(tagId, reading.tag)) {
            return new DataValue(StatusCodes.Bad_NodeIdUnknown);
        }
        reading.saw(reading.tag.sequence);
        return DataValues.of(reading.tag);
    }

    @Override
    public CompletableFuture<Integer> write(Variant value, Caller caller) {
        return writes.write(tagId, tag, value, caller);
    }

    @Override
    public void references(References to) {
        int dot = tag.name().lastIndexOf('.');
        to.from(
                NodeIds.Organizes,
                dot < 0 ? ServedSite.TAGS : ServedSite.TAGS + "/" + tag.name().substring(0, dot));
        for (String property : new String[] {EU_RANGE, ENGINEERING_UNITS, TRUE_STATE, FALSE_STATE, DEFINITION}) {
            if (property(property) != null) {
                to.property(id() + "/" + property);
            }
        }
        if ((accessLevel() & HISTORY_READ) != 0) {
            to.to(NodeIds.HasHistoricalConfiguration, id() + "/" + HistoryConfiguration.NAME);
        }
    }

    /** Value of one of its properties, null when it has none of that name. */
    private Object property(String name) {
        return switch (name) {
            case EU_RANGE -> isNumeric() && hasRange() ? new Range(tag.rangeLow(), tag.rangeHigh()) : null;
            case ENGINEERING_UNITS -> isNumeric() && !tag.unit().isEmpty() ? UneceUnits.of(tag.unit()) : null;
            case TRUE_STATE -> tag.type() == TagType.BOOL ? new LocalizedText("en", "true") : null;
            case FALSE_STATE -> tag.type() == TagType.BOOL ? new LocalizedText("en", "false") : null;
            case DEFINITION -> tag.derivation().isDerived() ? tag.derivation().expression() : null;
            default -> null;
        };
    }

    /** What stands below it, null when there is nothing of that path. */
    ServedNode member(String path) {
        if (path.startsWith(HistoryConfiguration.NAME) && (accessLevel() & HISTORY_READ) != 0) {
            return HistoryConfiguration.node(id(), path, tag.isSloped());
        }
        return property(path) == null ? null : new PropertyNode(id(), path, dataTypeOf(path), property(path));
    }

    private static NodeId dataTypeOf(String property) {
        return switch (property) {
            case EU_RANGE -> NodeIds.Range;
            case ENGINEERING_UNITS -> NodeIds.EUInformation;
            case DEFINITION -> NodeIds.String;
            default -> NodeIds.LocalizedText;
        };
    }
}
