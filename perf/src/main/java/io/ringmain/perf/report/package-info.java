/** What was measured, on which machine, and how it is shown. */
package io.ringmain.perf.report;
