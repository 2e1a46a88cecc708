/**
 * Aggregates of samples as OPC UA Part 13 defines them: pure functions of samples in the order of time. It knows no store.
 */
package io.ringmain.historian.query;
