package io.ringmain.gateway.replay;

import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.spi.SnapshotStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * States that replays came through, in memory, beside the snapshots on disk: who comes that way again begins there. The
 * journal leads to the same state every time, so all replays share them. Those kept for longest go first.
 *
 * <p>Thread: that of the replays. Allocates: what the budget says.
 */
final class KeptStates implements SnapshotStore {
    /** A state larger than such a part of the budget is not worth the others. */
    private static final int LARGEST_PART = 4;

    private final SnapshotStore disk;
    private final long budgetBytes;
    private final Map<Long, byte[]> images = new LinkedHashMap<>();
    private long bytes;
    private boolean isTooLarge;

    KeptStates(SnapshotStore disk, long budgetBytes) {
        this.disk = disk;
        this.budgetBytes = budgetBytes;
    }

    /** Keeps the present state of a replay. */
    void keep(ReplaySession session) {
        long sequence = session.lastSequence();
        if (isTooLarge || sequence == 0 || images.containsKey(sequence)) {
            return;
        }
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        try {
            session.writeState(image);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        if (image.size() > budgetBytes / LARGEST_PART) {
            isTooLarge = true;
            return;
        }
        images.put(sequence, image.toByteArray());
        bytes += image.size();
        for (Iterator<byte[]> oldest = images.values().iterator(); bytes > budgetBytes; ) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }

    void clear() {
        images.clear();
        bytes = 0;
    }

    @Override
    public void store(long sequence, Image image) {
        throw new UnsupportedOperationException("a replay writes nothing");
    }

    @Override
    public List<Stored> newestFirst() {
        List<Stored> all = new ArrayList<>(disk.newestFirst());
        for (long sequence : List.copyOf(images.keySet())) {
            all.add(new Kept(sequence));
        }
        all.sort(Comparator.comparingLong(Stored::sequence).reversed());
        return all;
    }

    private final class Kept implements Stored {
        private final long sequence;

        Kept(long sequence) {
            this.sequence = sequence;
        }

        @Override
        public String name() {
            return "state at sequence " + sequence;
        }

        @Override
        public long sequence() {
            return sequence;
        }

        @Override
        public InputStream open() throws IOException {
            byte[] image = images.get(sequence);
            if (image == null) {
                throw new IOException("it is not kept any more");
            }
            return new ByteArrayInputStream(image);
        }
    }
}
