package io.ringmain.gateway.config;

/**
 * One value as it was written.
 *
 * @param isQuoted true when it was written as text on purpose, so that it is no number and no flag
 */
record Scalar(String text, boolean isQuoted, Place place, String key) {}
