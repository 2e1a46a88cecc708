package io.ringmain.connectors.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a signal looks like, and what may be said about it. */
enum SignalKind {
    SINE("period", "amplitude", "offset", "phase"),
    SQUARE("period", "amplitude", "offset", "phase", "duty"),
    TRIANGLE("period", "amplitude", "offset", "phase"),
    /** Rises from the least to the greatest value, and begins again. */
    RAMP("period", "amplitude", "offset", "phase"),
    /** High for a while at the begin of each period. */
    PULSE("period", "width", "amplitude", "offset", "phase"),
    /** Wanders between its bounds; the period is the time of its slowest movement. */
    WALK("period", "amplitude", "offset"),
    /** Another value each time, all equally likely. */
    NOISE("amplitude", "offset"),
    /** Counts periods. */
    COUNTER("period", "start", "step", "modulo"),
    /** One value after the other, numbers or words. */
    STEPS("values", "hold"),
    CONSTANT("value"),
    /** Keeps what is written to it. */
    POINT("value", "low", "high");

    static final List<String> NAMES =
            Arrays.stream(values()).map(SignalKind::label).toList();

    /** Of every kind. */
    static final List<String> COMMON = List.of("noise", "spike", "spike-size", "bad", "uncertain", "dropout", "seed");

    private final List<String> parameters;

    SignalKind(String... parameters) {
        this.parameters = List.of(parameters);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> parameters() {
        return parameters;
    }

    /** Null when there is none of that name. */
    static SignalKind ofLabel(String label) {
        int index = NAMES.indexOf(label.toLowerCase(Locale.ROOT));
        return index < 0 ? null : values()[index];
    }
}
