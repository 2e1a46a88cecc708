package io.ringmain.core.tag;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The names that the standard gives to its status codes. Read when the first one is asked for. */
final class StatusNames {
    private static final Map<Integer, String> BY_CODE = read();

    private StatusNames() {}

    /** Null for a code without a name. */
    static String of(int statusCode) {
        return BY_CODE.get(statusCode);
    }

    private static Map<Integer, String> read() {
        Map<Integer, String> names = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                StatusNames.class.getResourceAsStream("status-codes.txt"), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    int blank = line.indexOf(' ');
                    names.put(Integer.parseUnsignedInt(line.substring(0, blank), 16), line.substring(blank + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
