package io.ringmain.gateway.config;

import io.ringmain.core.text.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What stands above the site file: flags, then environment variables. The setting {@code http.port} is the variable
 * {@code RINGMAIN_HTTP_PORT}, or the content of the file that {@code RINGMAIN_HTTP_PORT_FILE} names.
 */
public final class Overrides {
    static final String PREFIX = "RINGMAIN_";
    private static final String FILE_SUFFIX = "_FILE";
    /** Read by the launcher. */
    private static final Set<String> OTHERS = Set.of("RINGMAIN_JAVA_OPTS", "RINGMAIN_HOME");

    private final Map<String, Flag> flags;
    private final Map<String, String> environment;
    private final Set<String> asked = new HashSet<>();

    /**
     * A value given on the command line.
     *
     * @param name of the flag, for messages
     */
    public record Flag(String name, String value) {}

    /** A value, where it stands and what messages call it. */
    record Found(String value, Place place, String key) {}

    /** @param flags by the path of the setting */
    public Overrides(Map<String, Flag> flags, Map<String, String> environment) {
        this.flags = Map.copyOf(flags);
        this.environment = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                this.environment.put(name, value);
            }
        });
    }

    public static Overrides none() {
        return new Overrides(Map.of(), Map.of());
    }

    /** What overrides a setting, or null. */
    Found find(String path, Problems problems) {
        String name = variable(path);
        asked.add(name);
        Flag flag = flags.get(path);
        if (flag != null) {
            return new Found(flag.value(), new Place("command line", 0), flag.name());
        }
        String value = environment.get(name);
        String file = environment.get(name + FILE_SUFFIX);
        Place place = new Place("environment", 0);
        if (value != null && file != null) {
            problems.report(place, name, "is set, and so is " + name + FILE_SUFFIX + ", only one of them is allowed");
        }
        if (value != null) {
            return new Found(value, place, name);
        }
        return file == null ? null : read(file, place, name + FILE_SUFFIX, problems);
    }

    /** Variables below a path whose keys only someone else knows, as key and variable name. */
    Map<String, String> below(String path) {
        String prefix = variable(path) + "_";
        Map<String, String> found = new TreeMap<>();
        flags.keySet().stream()
                .filter(flag -> flag.startsWith(path + "."))
                .forEach(flag -> found.put(flag.substring(path.length() + 1), flag));
        for (String name : environment.keySet()) {
            String plain = name.endsWith(FILE_SUFFIX) ? name.substring(0, name.length() - FILE_SUFFIX.length()) : name;
            if (plain.startsWith(prefix) && plain.length() > prefix.length()) {
                found.putIfAbsent(
                        plain.substring(prefix.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-'),
                        plain);
            }
        }
        return found;
    }

    /** Variables that look like a mistyped setting; others with the prefix may belong to someone else. */
    void reportMistyped(Problems problems) {
        List<String> known =
                asked.stream().map(n -> n.substring(PREFIX.length())).toList();
        for (String name : environment.keySet()) {
            String plain = name.endsWith(FILE_SUFFIX) ? name.substring(0, name.length() - FILE_SUFFIX.length()) : name;
            if (!asked.contains(plain) && !OTHERS.contains(plain)) {
                String hint = NearestName.hint(plain.substring(PREFIX.length()), known);
                if (!hint.isEmpty()) {
                    problems.report(
                            new Place("environment", 0), name, "is not known" + hint.replace(" '", " '" + PREFIX));
                }
            }
        }
    }

    static String variable(String path) {
        return PREFIX + path.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static Found read(String file, Place place, String name, Problems problems) {
        try {
            return new Found(Files.readString(Path.of(file)).strip(), place, name);
        } catch (IOException | IllegalArgumentException e) {
            problems.report(place, name, "'" + file + "' can not be read, must be the path of a readable text file");
            return null;
        }
    }
}
