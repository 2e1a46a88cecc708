/** The limits: what the machine and the libraries give when nothing is done with it. */
package io.ringmain.perf.raw;
