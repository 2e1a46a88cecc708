/**
 * LOGIC: the deterministic state of a plant and everything that changes it.
 *
 * <p>Single writer: all tables are package-private beside {@link io.ringmain.core.logic.LogicState}; other packages read
 * through the reader interfaces. May not read clocks, random sources, files or locks, and uses {@code StrictMath} only.
 */
package io.ringmain.core.logic;
