package io.ringmain.core.ring;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Flyweight over one 64-byte result of an event.
 *
 * <pre>
 *   0        4        8                16       20       24               32               40          48          56
 *   | kind   | id     | bits           | status | aux    | timeNs         | ref            | high      | low       | value
 * </pre>
 *
 * <table>
 * <caption>Fields by kind</caption>
 * <tr><th>kind</th><th>id</th><th>bits</th><th>status</th><th>aux</th><th>time</th><th>ref</th></tr>
 * <tr><td>TAG_SET</td><td>tag</td><td>value</td><td>quality</td><td>type code</td><td>source time</td><td></td></tr>
 * <tr><td>CONDITIONED</td><td>tag</td><td>value</td><td>quality</td><td>type code</td><td>source time</td><td></td></tr>
 * <tr><td>ALARM</td><td>alarm</td><td>occurrence</td><td>state shown after</td><td>state before</td><td>ring time</td>
 *     <td>input code; high: regions after; low: code of the level; value: of the tag, when the alarm is raised</td></tr>
 * <tr><td>MACHINE</td><td>machine</td><td>{@link io.ringmain.core.machine.MachineCause}</td><td>state after, or asked for
 *     </td><td>state before</td><td>ring time</td><td>sequence of the command that asked; for
 *     a setting the index of the attribute + 1, 0 for the interval</td></tr>
 * <tr><td>MACHINE_REQUEST</td><td>machine</td><td></td><td>kind of work</td><td></td><td>ring time</td><td>request id;
 *     high, low: its two numbers</td></tr>
 * <tr><td>DEVICE_WRITE</td><td>tag</td><td>value</td><td></td><td>type code</td><td></td><td>write id; for an operator's
 *     high: what the tag showed before, value: type code of that, 0 for nothing</td></tr>
 * <tr><td>OUTCOME</td><td>target</td><td>what the target showed before the command</td><td>status code</td><td>state code
 *     </td><td></td><td>command sequence; high, low: the command's id; value: type code of the bits, 0 when there are
 *     none</td></tr>
 * </table>
 *
 * <p>Thread: LOGIC writes, JOURNAL and OUTCOMES read, each through an instance of its own.
 */
public final class Result {
    /** A change of the CVT that the event's own input does not say. */
    public static final int TAG_SET = 1;

    public static final int ALARM = 2;
    public static final int MACHINE = 3;
    public static final int DEVICE_WRITE = 4;
    public static final int OUTCOME = 5;
    /** What stands in the CVT in place of the update's own value or quality; the update itself is the source's. */
    public static final int CONDITIONED = 6;

    /** Work that a machine asks for. */
    public static final int MACHINE_REQUEST = 7;

    public static final int BYTES = 64;

    private static final int KIND = 0;
    private static final int ID = 4;
    private static final int BITS = 8;
    private static final int STATUS = 16;
    private static final int AUX = 20;
    private static final int TIME = 24;
    private static final int REF = 32;
    private static final int HIGH = 40;
    private static final int LOW = 48;
    private static final int VALUE = 56;

    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);

    public Result wrap(DirectBuffer source, int offset) {
        buffer.wrap(source, offset, BYTES);
        return this;
    }

    /** Writes all fields of one result. */
    public static void write(
            MutableDirectBuffer into,
            int offset,
            int kind,
            int id,
            long bits,
            int status,
            int aux,
            long timeNs,
            long ref,
            long high,
            long low,
            long value) {
        into.putInt(offset + KIND, kind);
        into.putInt(offset + ID, id);
        into.putLong(offset + BITS, bits);
        into.putInt(offset + STATUS, status);
        into.putInt(offset + AUX, aux);
        into.putLong(offset + TIME, timeNs);
        into.putLong(offset + REF, ref);
        into.putLong(offset + HIGH, high);
        into.putLong(offset + LOW, low);
        into.putLong(offset + VALUE, value);
    }

    public int kind() {
        return buffer.getInt(KIND);
    }

    public int id() {
        return buffer.getInt(ID);
    }

    public long bits() {
        return buffer.getLong(BITS);
    }

    public int status() {
        return buffer.getInt(STATUS);
    }

    public int aux() {
        return buffer.getInt(AUX);
    }

    public long timeNs() {
        return buffer.getLong(TIME);
    }

    public long ref() {
        return buffer.getLong(REF);
    }

    public long high() {
        return buffer.getLong(HIGH);
    }

    public long low() {
        return buffer.getLong(LOW);
    }

    public long value() {
        return buffer.getLong(VALUE);
    }

    /** Whether all fields are the same. */
    public boolean isSameAs(Result other) {
        for (int at = 0; at < BYTES; at += 8) {
            if (buffer.getLong(at) != other.buffer.getLong(at)) {
                return false;
            }
        }
        return true;
    }

    public static String kindName(int kind) {
        return switch (kind) {
            case TAG_SET -> "TAG_SET";
            case ALARM -> "ALARM";
            case MACHINE -> "MACHINE";
            case DEVICE_WRITE -> "DEVICE_WRITE";
            case OUTCOME -> "OUTCOME";
            case CONDITIONED -> "CONDITIONED";
            case MACHINE_REQUEST -> "MACHINE_REQUEST";
            default -> "UNKNOWN(" + kind + ")";
        };
    }

    @Override
    public String toString() {
        return kindName(kind()) + " id=" + id() + " bits=" + bits() + " status=" + status() + " aux=" + aux() + " time="
                + timeNs() + " ref=" + ref() + " high=" + high() + " low=" + low() + " value=" + value();
    }
}
