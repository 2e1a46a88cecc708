/** Shows where time goes in another JVM: async-profiler where its native library loads, otherwise the JVM's own recorder. */
package io.ringmain.perf.profile;
