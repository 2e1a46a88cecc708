package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Canonical bytes of a site plan: the same plan always gives the same bytes. Big endian, texts as length and UTF-8.
 *
 * <pre>
 *   format version, plan version, site name, then connectors, tags, alarms, machines:
 *   count, each: name, 1 and the definition or 0 when retired
 * </pre>
 */
final class SiteCodec {
    private static final int FORMAT = 1;
    private static final int MAX_COUNT = 50_000_000;

    private interface Writer<T> {
        void write(DataOutputStream out, T definition) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputStream in, String name) throws IOException;
    }

    private SiteCodec() {}

    static byte[] encode(SitePlan plan, int version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeInt(version);
            putText(out, plan.name());
            putNames(out, plan.connectorNames(), SiteCodec::putConnector);
            putNames(out, plan.tagNames(), SiteCodec::putTag);
            putNames(out, plan.alarmNames(), SiteCodec::putAlarm);
            putNames(out, plan.machineNames(), SiteCodec::putMachine);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    static SitePlan decode(byte[] canonical) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(canonical))) {
            int format = in.readInt();
            if (format != FORMAT) {
                throw new IllegalArgumentException("configuration format " + format + ", this program reads " + FORMAT);
            }
            int version = in.readInt();
            String name = getText(in);
            SitePlan plan = new SitePlan(
                    name,
                    version,
                    getNames(in, SiteCodec::getConnector),
                    getNames(in, SiteCodec::getTag),
                    getNames(in, SiteCodec::getAlarm),
                    getNames(in, SiteCodec::getMachine));
            if (in.available() > 0) {
                throw new IllegalArgumentException(in.available() + " bytes behind the end of the configuration");
            }
            return plan;
        } catch (IOException e) {
            throw new IllegalArgumentException("configuration bytes end early", e);
        }
    }

    private static <T> void putNames(DataOutputStream out, SitePlan.Names<T> names, Writer<T> writer)
            throws IOException {
        out.writeInt(names.names.size());
        for (int id = 0; id < names.names.size(); id++) {
            putText(out, names.names.get(id));
            T definition = names.definitions.get(id);
            out.writeBoolean(definition != null);
            if (definition != null) {
                writer.write(out, definition);
            }
        }
    }

    private static <T> SitePlan.Names<T> getNames(DataInputStream in, Reader<T> reader) throws IOException {
        SitePlan.Names<T> names = new SitePlan.Names<>();
        int count = in.readInt();
        if (count < 0 || count > MAX_COUNT) {
            throw new IllegalArgumentException("a list of " + count + " definitions");
        }
        for (int i = 0; i < count; i++) {
            String name = getText(in);
            names.add(name, in.readBoolean() ? reader.read(in, name) : null);
        }
        return names;
    }

    private static void putConnector(DataOutputStream out, ConnectorDefinition connector) throws IOException {
        putText(out, connector.type());
        putTexts(out, connector.settings());
    }

    private static ConnectorDefinition getConnector(DataInputStream in, String name) throws IOException {
        return new ConnectorDefinition(name, getText(in), getTexts(in));
    }

    private static void putTag(DataOutputStream out, TagDefinition tag) throws IOException {
        out.writeByte(tag.type().code());
        putText(out, tag.unit());
        putText(out, tag.description());
        out.writeDouble(tag.rangeLow());
        out.writeDouble(tag.rangeHigh());
        out.writeDouble(tag.deadband());
        out.writeBoolean(tag.isWritable());
        putText(out, tag.area());
        out.writeBoolean(tag.history());
        TagSource source = tag.source();
        out.writeBoolean(source != null);
        if (source != null) {
            putText(out, source.connector());
            putText(out, source.address());
            out.writeBoolean(source.mode() == TagSource.Mode.POLL);
            out.writeInt(source.intervalMs());
        }
    }

    private static TagDefinition getTag(DataInputStream in, String name) throws IOException {
        TagType type = known(TagType.ofCode(in.readByte()), "tag type", name);
        String unit = getText(in);
        String description = getText(in);
        double low = in.readDouble();
        double high = in.readDouble();
        double deadband = in.readDouble();
        boolean isWritable = in.readBoolean();
        String area = getText(in);
        boolean history = in.readBoolean();
        TagSource source = in.readBoolean() ? getSource(in) : null;
        return new TagDefinition(name, type, unit, description, low, high, deadband, source, isWritable, area, history);
    }

    private static TagSource getSource(DataInputStream in) throws IOException {
        String connector = getText(in);
        String address = getText(in);
        TagSource.Mode mode = in.readBoolean() ? TagSource.Mode.POLL : TagSource.Mode.SUBSCRIBE;
        return new TagSource(connector, address, mode, in.readInt());
    }

    private static void putAlarm(DataOutputStream out, AlarmDefinition alarm) throws IOException {
        putText(out, alarm.tag());
        out.writeByte(alarm.kind().code());
        out.writeDouble(alarm.limit());
        out.writeDouble(alarm.deadband());
        out.writeLong(alarm.onDelayNs());
        out.writeLong(alarm.offDelayNs());
        out.writeByte(alarm.priority());
        out.writeBoolean(alarm.isAckRequired());
        out.writeBoolean(alarm.isLatching());
        putText(out, alarm.message());
    }

    private static AlarmDefinition getAlarm(DataInputStream in, String name) throws IOException {
        String tag = getText(in);
        AlarmKind kind = known(AlarmKind.ofCode(in.readByte()), "alarm kind", name);
        double limit = in.readDouble();
        double deadband = in.readDouble();
        long onDelayNs = in.readLong();
        long offDelayNs = in.readLong();
        int priority = in.readByte();
        boolean isAckRequired = in.readBoolean();
        boolean isLatching = in.readBoolean();
        return new AlarmDefinition(
                name,
                tag,
                kind,
                limit,
                deadband,
                onDelayNs,
                offDelayNs,
                priority,
                isAckRequired,
                isLatching,
                getText(in));
    }

    private static void putMachine(DataOutputStream out, MachineDefinition machine) throws IOException {
        putText(out, machine.type());
        out.writeLong(machine.intervalNs());
        putTexts(out, machine.bindings());
        out.writeInt(machine.attributes().size());
        for (Map.Entry<String, Double> entry : machine.attributes().entrySet()) {
            putText(out, entry.getKey());
            out.writeDouble(entry.getValue());
        }
    }

    private static MachineDefinition getMachine(DataInputStream in, String name) throws IOException {
        String type = getText(in);
        long intervalNs = in.readLong();
        Map<String, String> bindings = getTexts(in);
        Map<String, Double> attributes = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String key = getText(in);
            attributes.put(key, in.readDouble());
        }
        return new MachineDefinition(name, type, intervalNs, bindings, attributes);
    }

    private static void putTexts(DataOutputStream out, Map<String, String> texts) throws IOException {
        out.writeInt(texts.size());
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            putText(out, entry.getKey());
            putText(out, entry.getValue());
        }
    }

    private static Map<String, String> getTexts(DataInputStream in) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String key = getText(in);
            texts.put(key, getText(in));
        }
        return texts;
    }

    private static void putText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String getText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IllegalArgumentException("a text of " + length + " bytes in the configuration");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static <T> T known(T value, String what, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + ": unknown " + what);
        }
        return value;
    }
}
