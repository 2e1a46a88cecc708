package io.ringmain.historian.journal;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A small plant that journals records of many kinds, and how a record of any kind is told in a line. */
final class GoldenPlant implements AutoCloseable {
    private static final List<TagType> TYPES =
            List.of(TagType.FLOAT64, TagType.INT64, TagType.BOOL, TagType.STRING, TagType.FLOAT64_ARRAY);

    private final Plant plant;
    private final SourcePublisher source;
    private long nowNs = 1_690_000_000_000_000_000L;
    private long nextCommand = 1;

    GoldenPlant(ChronicleJournalStore store) {
        List<TagDefinition> tags = TYPES.stream()
                .map(type -> TagDefinition.internal(type.name(), type))
                .toList();
        plant = Plant.launch(new PlantContext()
                .site(new SiteDefinition(
                        "golden",
                        List.of(),
                        tags,
                        List.of(AlarmDefinition.limit("FLOAT64", AlarmKind.HI, 80)),
                        List.of()))
                .journalStore(store)
                .snapshotStore(store.snapshots())
                .snapshotIntervalNs(1_000_000_000L)
                .mode(ThreadingMode.INVOKER)
                .clocks(() -> nowNs, () -> nowNs));
        source = plant.publisher("golden", Backpressure.REFUSE);
    }

    /** Gives its last sequence when it is closed. */
    long run() {
        byte[] text = "Grüße".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 12; i++) {
            nowNs += 50_000_000;
            source.update(0, i * 9.5, Quality.GOOD, nowNs);
            source.update(1, Long.MIN_VALUE + i, Quality.GOOD, nowNs - i);
            source.update(2, i % 2 == 0, i % 7 == 0 ? Quality.BAD : Quality.GOOD, nowNs);
            source.update(3, text, text.length - i % 2 * 3, Quality.GOOD, nowNs);
            source.update(4, new double[] {i, Double.NaN, -0.0}, i % 4, Quality.GOOD, nowNs);
            source.backfill().update(i % 2, i, Quality.GOOD, nowNs - 3_600_000_000_000L);
            plant.tick();
            plant.stepAll();
        }
        command(Command.Kind.ACKNOWLEDGE, 0, null, 0);
        command(Command.Kind.WRITE, 0, TagType.FLOAT64, Double.doubleToLongBits(12.5));
        command(Command.Kind.WRITE, 99, TagType.INT64, 7);
        plant.close();
        return plant.journaledSequence();
    }

    private void command(Command.Kind kind, int target, TagType type, long bits) {
        nowNs += 50_000_000;
        plant.submit(new Command(7, nextCommand++, kind, target, 0, type, bits, "", "operator", "golden reason"));
        plant.stepAll();
    }

    /** What a record says, in a form that does not depend on how its class is made. */
    static String line(BatchDecoder decoder) {
        Event event = decoder.event();
        StringBuilder line = new StringBuilder()
                .append(event.sequence)
                .append(' ')
                .append(EventKind.name(event.kind))
                .append(" at ")
                .append(event.ingressTimeNs)
                .append(" source ")
                .append(event.source)
                .append(" target ")
                .append(event.target)
                .append(" value ")
                .append(event.valueType)
                .append(' ')
                .append(Long.toHexString(event.valueBits))
                .append(" status ")
                .append(Integer.toHexString(event.statusCode))
                .append(" of ")
                .append(event.sourceTimeNs)
                .append(" done ")
                .append(event.disposition)
                .append(' ')
                .append(Integer.toHexString(event.cause));
        if (event.textLength > 0) {
            line.append(" text ").append(new String(event.text, 0, event.textLength, StandardCharsets.UTF_8));
        }
        if (event.elementCount > 0) {
            line.append(" elements ").append(Arrays.toString(Arrays.copyOf(event.elements, event.elementCount)));
        }
        if (event.kind == EventKind.COMMAND) {
            Command command = event.command;
            line.append(" command ")
                    .append(command.kind())
                    .append(' ')
                    .append(command.idLow())
                    .append(' ')
                    .append(Long.toHexString(command.bits()))
                    .append(' ')
                    .append(command.user())
                    .append(' ')
                    .append(command.reason());
        }
        if (event.configuration != null && (event.kind == EventKind.CONFIG || event.kind == EventKind.START)) {
            line.append(" bytes ").append(event.configuration.length);
        }
        if (event.hasHash) {
            line.append(" hash ").append(Long.toHexString(event.stateHash));
        }
        for (int i = 0; i < decoder.resultCount(); i++) {
            line.append(" | ").append(decoder.result(i));
        }
        return line.toString();
    }

    @Override
    public void close() {
        plant.close();
    }
}
