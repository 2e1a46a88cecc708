package io.ringmain.historian.journal;

import java.util.function.LongSupplier;

/**
 * What somebody still needs of the journal: retention deletes nothing from there on.
 *
 * @param name for messages
 * @param neededFrom the lowest sequence that is needed, {@link Long#MAX_VALUE} for none; asked by the journal's keeper
 */
public record RetentionFloor(String name, LongSupplier neededFrom) {}
