package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmGroup;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BiFunction;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Canonical bytes of a site plan: the same plan always gives the same bytes.
 *
 * <pre>
 *   format version, then compressed (zlib) sections, each its length and:
 *   head:   plan version, site name, connectors, alarm groups, machines, number of tags, number of alarms
 *   pages:  of tags, then of alarms, see {@link Definitions}
 * </pre>
 *
 * <p>Definitions of a big site are much alike: a tenth is left of them.
 */
final class SiteCodec {
    private static final int FORMAT = 5;
    private static final int BUFFER = 64 * 1024;
    private static final int GROUPS = 35;

    private SiteCodec() {}

    static void put(OutputStream stream, SitePlan plan) throws IOException {
        DefinitionOutput out = new DefinitionOutput();
        out.whole(FORMAT);
        stream.write(out.toBytes());
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            DeflaterOutputStream sections = new DeflaterOutputStream(stream, deflater, BUFFER);
            section(sections, head(plan));
            for (int page = 0; plan.tags().page(page) != null; page++) {
                section(sections, plan.tags().page(page));
            }
            for (int page = 0; plan.alarms().page(page) != null; page++) {
                section(sections, plan.alarms().page(page));
            }
            sections.finish();
        } finally {
            deflater.end();
        }
    }

    private static byte[] head(SitePlan plan) {
        DefinitionOutput out = new DefinitionOutput();
        out.whole(plan.version());
        out.text(plan.name());
        putNames(out, plan.connectorNames(), SiteCodec::putConnector);
        putNames(out, plan.alarmGroupNames(), (to, group) -> to.text(group.suppressedBy()));
        putNames(out, plan.machineNames(), MachineCodec::put);
        out.whole(plan.tagCount());
        out.whole(plan.alarmCount());
        return out.toBytes();
    }

    private static void section(OutputStream out, byte[] bytes) throws IOException {
        DefinitionOutput length = new DefinitionOutput();
        length.whole(bytes.length);
        out.write(length.toBytes());
        out.write(bytes);
    }

    static SitePlan decode(byte[] canonical) {
        DefinitionInput in = Revision.planOf(canonical);
        int format = in.whole();
        if (format != FORMAT) {
            throw new IllegalArgumentException("configuration format " + format + ", this program reads " + FORMAT);
        }
        Inflater inflater = new Inflater();
        try {
            InputStream compressed = new ByteArrayInputStream(canonical, in.position(), in.available());
            InputStream sections =
                    new BufferedInputStream(new InflaterInputStream(compressed, inflater, BUFFER), BUFFER);
            SitePlan plan = plan(sections);
            if (sections.read() >= 0 || inflater.getRemaining() > 0 || compressed.available() > 0) {
                throw new IllegalArgumentException("bytes behind the end of the configuration");
            }
            return plan;
        } catch (IOException e) {
            throw new IllegalArgumentException("the configuration can not be read: " + e, e);
        } finally {
            inflater.end();
        }
    }

    private static SitePlan plan(InputStream sections) throws IOException {
        DefinitionInput head = new DefinitionInput(section(sections));
        int version = head.whole();
        String name = head.text();
        SitePlan.Names<ConnectorDefinition> connectors = getNames(head, SiteCodec::getConnector);
        SitePlan.Names<AlarmGroup> groups = getNames(head, (from, group) -> new AlarmGroup(group, from.text()));
        var machines = getNames(head, MachineCodec::get);
        int tags = head.count();
        int alarms = head.count();
        if (head.available() > 0) {
            throw new IllegalArgumentException(head.available() + " bytes behind the head of the configuration");
        }
        return new SitePlan(
                name,
                version,
                connectors,
                pages(sections, Packing.TAGS, tags),
                pages(sections, Packing.ALARMS, alarms),
                groups,
                machines);
    }

    private static <T> Definitions<T> pages(InputStream sections, Packing<T> packing, int count) throws IOException {
        byte[][] pages = new byte[(count + (1 << Definitions.PAGE_SHIFT) - 1) >>> Definitions.PAGE_SHIFT][];
        for (int i = 0; i < pages.length; i++) {
            pages[i] = section(sections);
        }
        return Definitions.ofPages(packing, pages, count);
    }

    private static byte[] section(InputStream sections) throws IOException {
        long length = 0;
        int group = 0x80;
        for (int shift = 0; group >= 0x80 && shift < GROUPS; shift += 7) {
            group = sections.read();
            if (group < 0) {
                throw new EOFException("it ends early");
            }
            length |= (long) (group & 0x7F) << shift;
        }
        length = (length >>> 1) ^ -(length & 1);
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a section of " + length + " bytes in the configuration");
        }
        byte[] bytes = sections.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("it ends early");
        }
        return bytes;
    }

    private static <T> void putNames(DefinitionOutput out, SitePlan.Names<T> names, DefinitionOutput.Writer<T> writer) {
        out.whole(names.names.size());
        for (int id = 0; id < names.names.size(); id++) {
            out.text(names.names.get(id));
            T definition = names.definitions.get(id);
            out.flag(definition != null);
            if (definition != null) {
                writer.write(out, definition);
            }
        }
    }

    private static <T> SitePlan.Names<T> getNames(DefinitionInput in, BiFunction<DefinitionInput, String, T> reader) {
        SitePlan.Names<T> names = new SitePlan.Names<>();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            String name = in.text();
            names.add(name, in.flag() ? reader.apply(in, name) : null);
        }
        return names;
    }

    private static void putConnector(DefinitionOutput out, ConnectorDefinition connector) {
        out.text(connector.type());
        out.texts(connector.settings());
    }

    private static ConnectorDefinition getConnector(DefinitionInput in, String name) {
        return new ConnectorDefinition(name, in.text(), in.texts());
    }
}
