package io.ringmain.gateway.config;

/**
 * Where something was written.
 *
 * @param source a file as the user named it, {@code environment} or {@code command line}
 * @param line counted from 1; 0 when the source has no lines
 */
public record Place(String source, int line) {

    @Override
    public String toString() {
        return line > 0 ? source + ":" + line : source;
    }
}
