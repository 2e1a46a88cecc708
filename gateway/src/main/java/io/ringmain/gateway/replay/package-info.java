/** Time travel: the past executed again for whoever looks at it, in states of their own. May use core and {@code view}. */
package io.ringmain.gateway.replay;
