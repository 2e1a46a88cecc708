package io.ringmain.perf.jmh;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.TagType;
import java.util.Map;

/**
 * LOGIC alone, event by event, without ring and journal, at times that the caller says.
 *
 * <p>Thread: its owner. Allocates: at start and a command.
 */
final class DrivenLogic {
    private static final long BEGIN_NS = 1_700_000_000_000_000_000L;

    private final Event event = new Event();
    private final Outbox outbox = new Outbox(16 * 1024);
    private final SitePlan plan;
    private final Logic logic;
    private final int source;
    private long sequence;
    private long nowNs = BEGIN_NS;
    private long results;

    DrivenLogic(SiteDefinition site, Map<String, Machine> types) {
        Accounting accounting = new Accounting();
        source = accounting.register("benchmark");
        logic = new Logic(types, outbox, accounting, (stage, at, error) -> {
            throw new IllegalStateException(stage, error);
        });
        plan = SitePlan.EMPTY.next(site);
        event.reset(EventKind.CONFIG, source, 0);
        event.configuration = plan.encode();
        event.attachment = logic.compile(plan);
        take(0);
        event.reset(EventKind.START, source, 0);
        event.valueBits = BEGIN_NS;
        take(0);
    }

    /** @param afterNs ring time since the event before */
    long update(int tag, double value, long afterNs) {
        return update(tag, TagType.FLOAT64, Double.doubleToLongBits(value), afterNs);
    }

    long update(int tag, boolean value, long afterNs) {
        return update(tag, TagType.BOOL, value ? 1 : 0, afterNs);
    }

    private long update(int tag, TagType type, long bits, long afterNs) {
        event.reset(EventKind.UPDATE, source, tag);
        event.valueType = type.code();
        event.valueBits = bits;
        event.sourceTimeNs = nowNs;
        return take(afterNs);
    }

    long tick(long afterNs) {
        event.reset(EventKind.TICK, source, 0);
        return take(afterNs);
    }

    /** An operator moves a machine. */
    void move(int machine, int state) {
        event.reset(EventKind.COMMAND, source, 0);
        event.command = new Command(
                1, sequence + 1, Command.Kind.TRANSITION, machine, 0, null, 0, "", 0, 0, state, "benchmark", "");
        take(0);
    }

    /** What came of all events so far: changed alarms and machines, values written. */
    long results() {
        return results;
    }

    private long take(long afterNs) {
        nowNs += afterNs;
        event.sequence = ++sequence;
        event.ingressTimeNs = nowNs;
        logic.onEvent(event);
        results += event.resultsTo - event.resultsFrom;
        outbox.release(event.resultsTo);
        return event.resultsTo;
    }
}
