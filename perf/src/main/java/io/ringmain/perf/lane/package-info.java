/** Things measured against each other: each in a JVM of its own, so that none has the other's profile, in windows in turn. */
package io.ringmain.perf.lane;
