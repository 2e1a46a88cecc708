package io.ringmain.gateway.command;

/**
 * Something of a change that is not sound.
 *
 * @param place for example {@code tags[A].range}
 */
public record Fault(String place, String message) {}
