package io.ringmain.gateway.versions;

/**
 * One definition in one version.
 *
 * @param section its list in the site file
 * @param from what was written before as one line of JSON, null when there was none
 * @param to what is written since, null when it was removed
 */
public record ChangedText(String section, String name, String from, String to) {
    /** Identity among all definitions. */
    String key() {
        return section + '/' + name;
    }
}
