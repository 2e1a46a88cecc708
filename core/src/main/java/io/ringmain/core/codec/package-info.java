/** Journal records: delta-coded events with their results, in batches with a checksum. Pure functions of their input. */
package io.ringmain.core.codec;
