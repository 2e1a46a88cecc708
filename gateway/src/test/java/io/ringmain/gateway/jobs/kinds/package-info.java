/** What jobs make of a journal that a test has recorded. */
package io.ringmain.gateway.jobs.kinds;
