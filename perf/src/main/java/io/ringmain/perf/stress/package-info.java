/** Starts jcstress; its tests stand in the packages of what they test. */
package io.ringmain.perf.stress;
