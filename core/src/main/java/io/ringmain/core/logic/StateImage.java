package io.ringmain.core.logic;

import io.ringmain.core.site.SitePlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;

/**
 * The sections of a state snapshot, in the frames of {@link ImageOutput}.
 *
 * <pre>
 *   0     magic, format (4 each) | state hash | last sequence | ring time | commands taken (8 each)
 *   1     canonical bytes of the plan
 *   2...  the tables in the order of {@link LogicState#captured}, a page a frame
 * </pre>
 */
final class StateImage {
    static final int HEAD = 0;
    static final int PLAN = 1;
    static final int FIRST_TABLE = 2;

    static final int MAGIC = 0x524D_5331;
    static final int FORMAT = 5;
    static final int HEAD_BYTES = 40;

    private StateImage() {}

    static void writeHead(ImageOutput out, long hash, long sequence, long ringTimeNs, long commandsTaken)
            throws IOException {
        byte[] head = new byte[HEAD_BYTES];
        ByteBuffer.wrap(head)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .putInt(FORMAT)
                .putLong(hash)
                .putLong(sequence)
                .putLong(ringTimeNs)
                .putLong(commandsTaken);
        out.write(HEAD, head);
    }

    static SitePlan plan(byte[] canonical) {
        try {
            return SitePlan.decode(canonical);
        } catch (IllegalArgumentException e) {
            throw new DamagedSnapshotException(e.getMessage(), e);
        }
    }

    /**
     * Reads into a state that is empty, and of no use when this fails.
     *
     * @return the state hash that the image says
     * @throws DamagedSnapshotException when it is not a whole image of this format
     */
    static long load(LogicState state, InputStream in, Function<SitePlan, LogicPlan> compiler) throws IOException {
        ImageInput image = new ImageInput(in);
        SnapshotHead head = SnapshotHead.read(image);
        state.lastSequence = head.sequence();
        state.ringTimeNs = head.ringTimeNs();
        state.commandsTaken = head.commandsTaken();
        ByteArrayOutputStream plan = new ByteArrayOutputStream();
        Captured[] tables = state.captured();
        while (image.next()) {
            int table = image.section() - FIRST_TABLE;
            if (image.section() == PLAN) {
                plan.write(image.payload().byteArray());
            } else if (table >= 0 && table < tables.length) {
                tables[table].loadPage(image.payload());
            } else {
                throw new DamagedSnapshotException("section " + image.section() + " is not known");
            }
        }
        state.commands.reindex();
        state.plan = compiler.apply(plan(plan.toByteArray()));
        state.rebuildTimers();
        return head.stateHash();
    }
}
