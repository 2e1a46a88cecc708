/** The queue of jobs, cell by cell for each store, on a clock of the test's own. */
package io.ringmain.gateway.jobs;
