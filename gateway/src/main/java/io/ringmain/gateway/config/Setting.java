package io.ringmain.gateway.config;

/**
 * A setting in force.
 *
 * @param path for example {@code http.port}
 * @param value as written, secrets masked
 * @param origin {@code file:line}, the name of a flag or variable, or {@code default}
 */
public record Setting(String path, String value, String origin) {}
