package io.ringmain.core.plant;

import io.ringmain.core.spi.AccessControl;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.JournalReader;
import java.util.function.LongFunction;

/**
 * What a connector is given that serves the plant to others.
 *
 * @param plant values, alarms, machines, commands, definitions and their changes
 * @param history stored samples, null when there is no historian
 * @param access who may do what, null when nobody is known
 * @param journal opens a reader of the journal whose first batch holds that sequence, for what was missed
 */
public record ServedPlant(Plant plant, History history, AccessControl access, LongFunction<JournalReader> journal) {}
