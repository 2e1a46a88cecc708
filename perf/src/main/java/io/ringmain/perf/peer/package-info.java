/**
 * Other systems on the same work, beside ours in the same run. They run in processes of their own, are fetched when they
 * are wanted, and are never on our class path.
 */
package io.ringmain.perf.peer;
