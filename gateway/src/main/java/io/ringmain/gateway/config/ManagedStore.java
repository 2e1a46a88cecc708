package io.ringmain.gateway.config;

import java.util.List;

/** Where changes at run time are kept. */
interface ManagedStore {
    /**
     * A change as it stands there.
     *
     * @param definition null when it was removed
     */
    record Line(Section section, String name, String over, Node definition, Block block) {}

    /** All changes, none when there is nothing yet. */
    List<Line> read(Reading reading);

    /** What messages call the place of a section's changes. */
    String label(Section section);

    /**
     * Writes what is to stand there, durably, without putting it in force.
     *
     * @throws java.io.UncheckedIOException when it can not be written
     */
    PreparedChange prepare(ManagedSite site);
}
