package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.spi.JournalReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * What was written with commands: it stands in the journal and nowhere else. The last ones are kept.
 *
 * <p>Thread: any. Blocks for the time of one look into the journal.
 */
final class Remarks {
    private static final int MOST_KEPT = 10_000;

    private final LongFunction<JournalReader> journal;
    private final Map<Long, Remark> known = Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Remark> eldest) {
            return size() > MOST_KEPT;
        }
    });

    Remarks(LongFunction<JournalReader> journal) {
        this.journal = journal;
    }

    /** Of a command that has come since the start: nobody has to look into the journal for it. */
    void keep(long sequence, Remark remark) {
        known.put(sequence, remark);
    }

    /** What an alarm's own state refers to: the later of its remark and its acknowledgement, if something was written. */
    Remark of(AlarmSnapshot state) {
        Remark newer = at(Math.max(state.comment, state.acknowledgedBy));
        return newer == Remark.NONE ? at(Math.min(state.comment, state.acknowledgedBy)) : newer;
    }

    /** Of the command of that event; {@link Remark#NONE} when it is none, nothing was written, or it is kept no more. */
    Remark at(long sequence) {
        if (sequence == 0) {
            return Remark.NONE;
        }
        Remark remark = known.get(sequence);
        if (remark == null) {
            remark = read(sequence);
            known.put(sequence, remark);
        }
        return remark;
    }

    private Remark read(long sequence) {
        Remark[] found = {null};
        BatchDecoder decoder = new BatchDecoder();
        try (JournalReader reader = journal.apply(sequence)) {
            boolean[] isBehind = {false};
            while (found[0] == null
                    && !isBehind[0]
                    && reader.poll((buffer, offset, length) -> {
                        if (decoder.wrap(buffer, offset, length)) {
                            found[0] = find(decoder, sequence);
                            isBehind[0] = decoder.lastSequence() >= sequence;
                        }
                    })) {}
        }
        return found[0] == null ? Remark.NONE : found[0];
    }

    private static Remark find(BatchDecoder decoder, long sequence) {
        while (decoder.next()) {
            if (decoder.event().sequence == sequence) {
                Command command = decoder.event().kind == EventKind.COMMAND ? decoder.event().command : null;
                return command == null
                        ? Remark.NONE
                        : Remark.of(command.reason(), command.user(), decoder.event().ingressTimeNs);
            }
        }
        return null;
    }
}
