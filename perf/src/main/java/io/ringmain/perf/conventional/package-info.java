/**
 * The baseline: the same work in the conventional design of such systems, a concurrent map of tag objects behind read-write
 * locks, alarms that observe them, and a queue to a thread that appends to a file. Nothing of the product is in it.
 */
package io.ringmain.perf.conventional;
