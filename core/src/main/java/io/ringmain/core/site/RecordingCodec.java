package io.ringmain.core.site;

import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Recording;

/** Canonical bytes of a recording: 0 for none, 1 for every sample, otherwise 2 and the fields. */
final class RecordingCodec {
    private static final int NONE = 0;
    private static final int EVERY = 1;
    private static final int FIELDS = 2;

    private static final Recording.Mode[] MODES = Recording.Mode.values();
    private static final Recording.Interpolation[] INTERPOLATIONS = Recording.Interpolation.values();

    private RecordingCodec() {}

    static void put(DefinitionOutput out, Recording recording) {
        if (recording.equals(Recording.NONE)) {
            out.code(NONE);
        } else if (recording.equals(Recording.EVERY)) {
            out.code(EVERY);
        } else {
            out.code(FIELDS);
            out.code(recording.mode().ordinal());
            putDeadband(out, recording.width());
            out.whole(recording.intervalNs());
            out.whole(recording.maxIntervalNs());
            out.code(recording.interpolation().ordinal());
        }
    }

    static Recording get(DefinitionInput in, String name) {
        return switch (in.code()) {
            case NONE -> Recording.NONE;
            case EVERY -> Recording.EVERY;
            case FIELDS ->
                new Recording(
                        of(MODES, in.code(), "recording", name),
                        getDeadband(in),
                        in.wholeLong(),
                        in.wholeLong(),
                        of(INTERPOLATIONS, in.code(), "interpolation", name));
            default -> throw new IllegalArgumentException(name + ": unknown recording");
        };
    }

    static void putDeadband(DefinitionOutput out, Deadband deadband) {
        out.flag(deadband.isPercent());
        out.number(deadband.width());
    }

    static Deadband getDeadband(DefinitionInput in) {
        boolean isPercent = in.flag();
        Deadband deadband = new Deadband(in.number(), isPercent);
        return deadband.equals(Deadband.NONE) ? Deadband.NONE : deadband;
    }

    private static <T> T of(T[] values, int code, String what, String name) {
        return DefinitionInput.known(code >= 0 && code < values.length ? values[code] : null, what, name);
    }
}
