package io.ringmain.core.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What executed an epoch: stands in its START event, and nowhere in the state. Another program may give other results.
 *
 * @param logicVersion version of LOGIC
 * @param jvm version of the JVM
 * @param jars file name of each jar of user machines to its SHA-256 in hexadecimal
 */
public record EpochInfo(int logicVersion, String jvm, Map<String, String> jars) {
    /** Of an epoch that says nothing. */
    public static final EpochInfo UNKNOWN = new EpochInfo(0, "", Map.of());

    private static final int FORMAT = 2;

    public EpochInfo {
        jars = java.util.Collections.unmodifiableMap(new TreeMap<>(jars));
    }

    public byte[] encode() {
        DefinitionOutput out = new DefinitionOutput();
        out.whole(FORMAT);
        out.whole(logicVersion);
        out.text(jvm);
        out.texts(jars);
        return out.toBytes();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static EpochInfo decode(byte[] bytes) {
        if (bytes == null || bytes.length == 0) {
            return UNKNOWN;
        }
        DefinitionInput in = new DefinitionInput(bytes);
        int format = in.whole();
        if (format != FORMAT) {
            throw new IllegalArgumentException(
                    "epoch information of format " + format + ", this program reads " + FORMAT);
        }
        return new EpochInfo(in.whole(), in.text(), in.texts());
    }

    /**
     * What is different in the program at hand, a line each. The JVM is named only together with something else: LOGIC gives
     * the same bits on all that are supported.
     */
    public List<String> differencesTo(EpochInfo present) {
        List<String> lines = new ArrayList<>();
        if (logicVersion != 0 && logicVersion != present.logicVersion) {
            lines.add("recorded by version " + logicVersion + " of LOGIC, this is version " + present.logicVersion);
        }
        jars.forEach((name, sha256) -> {
            String other = present.jars.get(name);
            if (other == null) {
                lines.add("recorded with machines of " + name + " (SHA-256 " + sha256 + "), which is not there");
            } else if (!other.equals(sha256)) {
                lines.add("recorded with machines of " + name + " of SHA-256 " + sha256 + ", present is " + other);
            }
        });
        present.jars.forEach((name, sha256) -> {
            if (logicVersion != 0 && !jars.containsKey(name)) {
                lines.add("recorded without the machines of " + name);
            }
        });
        if (!lines.isEmpty() && !jvm.equals(present.jvm)) {
            lines.add("recorded on Java " + jvm + ", this is " + present.jvm);
        }
        return lines;
    }
}
