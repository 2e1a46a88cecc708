/**
 * Measures Ringmain: the command line and the suites. Nothing uses this module; what it may not do is change what it
 * measures.
 */
package io.ringmain.perf;
