/** JMH suites of the parts, each beside the limit of the same kind. */
package io.ringmain.perf.jmh;
