package io.ringmain.core.logic;

import io.ringmain.core.site.SitePlan;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The bytes of a state snapshot.
 *
 * <pre>
 *   magic, format | state hash | last sequence | ring time | commands taken | length of plan, plan |
 *   CVT records, text cells, alarms, links, commands, machines, their settings, blocks of memory
 * </pre>
 *
 * <p>The store adds a checksum of its own; the hash says that what was loaded is what was saved.
 */
final class StateImage {
    private static final int MAGIC = 0x524D_5331;
    private static final int FORMAT = 2;
    private static final int HEAD_BYTES = 44;

    private StateImage() {}

    static byte[] save(LogicState state, long hash) {
        byte[] plan = state.plan.site().encode();
        int bytes = HEAD_BYTES + plan.length + state.values.cells().savedBytes();
        for (RecordTable table : state.tables()) {
            bytes += table.savedBytes();
        }
        for (StateCells blocks : state.cells()) {
            bytes += blocks.savedBytes();
        }
        byte[] image = new byte[bytes];
        UnsafeBuffer buffer = new UnsafeBuffer(image);
        buffer.putInt(0, MAGIC);
        buffer.putInt(4, FORMAT);
        buffer.putLong(8, hash);
        buffer.putLong(16, state.lastSequence);
        buffer.putLong(24, state.ringTimeNs);
        buffer.putLong(32, state.commandsTaken);
        buffer.putInt(40, plan.length);
        buffer.putBytes(HEAD_BYTES, plan);
        int at = HEAD_BYTES + plan.length;
        at = state.values.records().save(buffer, at);
        at = state.values.cells().save(buffer, at);
        at = state.alarms.records().save(buffer, at);
        at = state.links.records().save(buffer, at);
        at = state.commands.records().save(buffer, at);
        at = state.machines.records().save(buffer, at);
        at = state.machineSettings.records().save(buffer, at);
        for (StateCells blocks : state.cells()) {
            at = blocks.save(buffer, at);
        }
        return image;
    }

    /** @return the state hash that the image says */
    static long load(LogicState state, byte[] image, Function<SitePlan, LogicPlan> compiler) {
        UnsafeBuffer buffer = new UnsafeBuffer(image);
        if (image.length < HEAD_BYTES || buffer.getInt(0) != MAGIC || buffer.getInt(4) != FORMAT) {
            throw new IllegalStateException("not a state snapshot of format " + FORMAT);
        }
        state.lastSequence = buffer.getLong(16);
        state.ringTimeNs = buffer.getLong(24);
        state.commandsTaken = buffer.getLong(32);
        byte[] plan = new byte[buffer.getInt(40)];
        buffer.getBytes(HEAD_BYTES, plan);
        int at = HEAD_BYTES + plan.length;
        at = state.values.records().load(buffer, at);
        at = state.values.cells().load(buffer, at);
        at = state.alarms.records().load(buffer, at);
        at = state.links.records().load(buffer, at);
        at = state.commands.records().load(buffer, at);
        at = state.machines.records().load(buffer, at);
        at = state.machineSettings.records().load(buffer, at);
        for (StateCells blocks : state.cells()) {
            at = blocks.load(buffer, at);
        }
        state.commands.reindex();
        state.plan = compiler.apply(SitePlan.decode(plan));
        state.rebuildTimers();
        return buffer.getLong(8);
    }
}
