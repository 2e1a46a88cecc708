package io.ringmain.core.system;

import io.ringmain.core.spi.Acquisition;
import java.util.function.ToLongFunction;

/** What is shown of an acquisition, in the order of the machine's inputs. */
public enum AcquisitionItem {
    PHASE(
            "Phase",
            "phase",
            "",
            "0 stopped, 1 starting, 2 waiting, 3 running, 4 resetting, 5 faulted",
            a -> a.phase().code()),
    CYCLES("Cycles", "cycles", "", "polls, or publishes of the server", Acquisition::cycles),
    SAMPLES("Samples", "samples", "", "values taken in", Acquisition::samples),
    REQUESTS("Requests", "requests", "", "requests sent to the device", Acquisition::requests),
    ERRORS("Errors", "errors", "", "requests that failed as a whole", Acquisition::errors),
    OVERRUNS("Overruns", "overruns", "", "cycles left out, or values lost in the device", Acquisition::overruns),
    LATENESS("Lateness", "lateness", "us", "of the last cycle", a -> a.latenessNs() / AcquisitionItem.NS_PER_US),
    LONGEST_LATENESS(
            "LongestLateness",
            "longest-lateness",
            "us",
            "of all cycles",
            a -> a.longestLatenessNs() / AcquisitionItem.NS_PER_US);

    private static final long NS_PER_US = 1_000;

    private final String label;
    private final String port;
    private final String unit;
    private final String description;
    private final ToLongFunction<Acquisition> value;

    AcquisitionItem(String label, String port, String unit, String description, ToLongFunction<Acquisition> value) {
        this.label = label;
        this.port = port;
        this.unit = unit;
        this.description = description;
        this.value = value;
    }

    /** Last part of the tag's name. */
    public String label() {
        return label;
    }

    /** Name of the machine's input and register. */
    public String port() {
        return port;
    }

    public String unit() {
        return unit;
    }

    public String description() {
        return description;
    }

    public long of(Acquisition acquisition) {
        return value.applyAsLong(acquisition);
    }

    /** By the last part of a tag's name, null when there is none. */
    public static AcquisitionItem named(String label) {
        for (AcquisitionItem item : values()) {
            if (item.label.equals(label)) {
                return item;
            }
        }
        return null;
    }
}
