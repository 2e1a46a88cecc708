package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmGroup;
import java.util.function.BiFunction;

/**
 * Canonical bytes of a site plan: the same plan always gives the same bytes.
 *
 * <pre>
 *   format version, plan version, site name, then connectors, tags, alarms, alarm groups, machines:
 *   count, each: name, 1 and the definition or 0 when retired
 * </pre>
 */
final class SiteCodec {
    private static final int FORMAT = 4;

    private SiteCodec() {}

    static void put(DefinitionOutput out, SitePlan plan) {
        out.whole(FORMAT);
        out.whole(plan.version());
        out.text(plan.name());
        putNames(out, plan.connectorNames(), SiteCodec::putConnector);
        putNames(out, plan.tagNames(), TagCodec::put);
        putNames(out, plan.alarmNames(), AlarmCodec::put);
        putNames(out, plan.alarmGroupNames(), (to, group) -> to.text(group.suppressedBy()));
        putNames(out, plan.machineNames(), MachineCodec::put);
    }

    static SitePlan decode(byte[] canonical) {
        DefinitionInput in = Revision.planOf(canonical);
        int format = in.whole();
        if (format != FORMAT) {
            throw new IllegalArgumentException("configuration format " + format + ", this program reads " + FORMAT);
        }
        int version = in.whole();
        SitePlan plan = new SitePlan(
                in.text(),
                version,
                getNames(in, SiteCodec::getConnector),
                getNames(in, TagCodec::get),
                getNames(in, AlarmCodec::get),
                getNames(in, (from, name) -> new AlarmGroup(name, from.text())),
                getNames(in, MachineCodec::get));
        if (in.available() > 0) {
            throw new IllegalArgumentException(in.available() + " bytes behind the end of the configuration");
        }
        return plan;
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
