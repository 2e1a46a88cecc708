package io.ringmain.historian.journal;

import io.ringmain.core.codec.BatchHeader;
import io.ringmain.core.spi.JournalReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads as usual until it meets damage, passes over that and names it, and reads as usual again behind it. Where nothing
 * whole stands behind the damage yet, it throws as the usual reader does: try again with a new one.
 *
 * <p>Thread: its owner.
 */
final class SalvagingReader implements JournalReader {
    private static final Logger LOG = LoggerFactory.getLogger(SalvagingReader.class);

    private final LongFunction<JournalReader> usual;
    private final LongFunction<JournalReader> salvage;
    private final Set<String> known;
    private final List<String> passed = new ArrayList<>();
    private final BatchHandler taking = this::take;
    private BatchHandler handler;
    private JournalReader present;
    private boolean isSalvaging;
    private long next;
    private long damagedAt = Long.MIN_VALUE;

    /**
     * @param fromSequence batches that end before it are not wanted
     * @param known takes what is met; only what is new to it is logged
     */
    SalvagingReader(
            LongFunction<JournalReader> usual,
            LongFunction<JournalReader> salvage,
            long fromSequence,
            Set<String> known) {
        this.known = known;
        this.usual = usual;
        this.salvage = salvage;
        this.next = fromSequence;
    }

    @Override
    public boolean poll(BatchHandler taker) {
        handler = taker;
        while (true) {
            try {
                present = present == null ? usual.apply(next) : present;
                if (present.poll(taking)) {
                    return true;
                }
            } catch (DamagedJournalException e) {
                if (isSalvaging || next == damagedAt) {
                    name(e.getMessage());
                    throw e;
                }
                damagedAt = next;
                close();
                present = salvage.apply(next);
                isSalvaging = true;
                continue;
            }
            if (!isSalvaging) {
                return false;
            }
            close(); // the usual one is cheaper, and sees the end of an epoch in time
        }
    }

    private void take(DirectBuffer buffer, int offset, int length) {
        handler.onBatch(buffer, offset, length);
        if (BatchHeader.fragment(buffer, offset) == BatchHeader.fragments(buffer, offset) - 1) {
            next = BatchHeader.lastSequence(buffer, offset) + 1;
        }
    }

    /** Once, however often and by whomever it is met. */
    private void name(String damage) {
        if (known.add(damage)) {
            LOG.error("The journal is damaged, what is there is passed over: {}", damage);
        }
    }

    @Override
    public List<String> passedDamage() {
        List<String> all = new ArrayList<>(passed);
        if (present != null) {
            present.passedDamage().stream().filter(line -> !all.contains(line)).forEach(all::add);
        }
        return all;
    }

    @Override
    public void close() {
        if (present != null) {
            List<String> met = present.passedDamage();
            met.stream().filter(line -> !passed.contains(line)).forEach(passed::add);
            if (isSalvaging) {
                met.forEach(this::name);
            }
            present.close();
            present = null;
            isSalvaging = false;
        }
    }
}
