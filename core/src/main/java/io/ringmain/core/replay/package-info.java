/** Executing a journal again: to verify it, to look at a moment of the past, and to ask what would have been. */
package io.ringmain.core.replay;
