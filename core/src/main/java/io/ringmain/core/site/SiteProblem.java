package io.ringmain.core.site;

/**
 * One thing wrong with a site definition.
 *
 * @param section {@code connectors}, {@code tags}, {@code alarms} or {@code machines}
 * @param index position in that list
 * @param key the key of the element, in the spelling of the site file, for example {@code deadband}
 * @param message what is wrong and what is allowed
 */
public record SiteProblem(String section, int index, String key, String message) {}
