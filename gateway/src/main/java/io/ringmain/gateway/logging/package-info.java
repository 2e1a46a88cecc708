/** How lines of logs are written: text or JSON, one line an event whatever stands in it; and the log of requests. */
package io.ringmain.gateway.logging;
