/** The gateway under load: server in the suite's process, clients in others. */
package io.ringmain.perf.gateway;
