/** Plots as SVG that need nothing else: no script, no font, no network. They know numbers and names, no figures. */
package io.ringmain.perf.plot;
