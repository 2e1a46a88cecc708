package io.ringmain.gateway.config;

/**
 * One thing wrong with the configuration.
 *
 * @param place where it is written
 * @param key the setting, as a path such as {@code http.port}
 * @param message what is wrong and what is allowed
 */
public record Problem(Place place, String key, String message) {

    /** The line that a user reads: {@code file:line: key: what is wrong, what is allowed}. */
    @Override
    public String toString() {
        return place + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
