/** Puts a site together, says when it is ready, and takes it apart again. */
package io.ringmain.gateway.process;
