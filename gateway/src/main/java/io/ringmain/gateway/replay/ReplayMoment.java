package io.ringmain.gateway.replay;

import io.ringmain.gateway.view.SiteState;

/**
 * Where a replay stands.
 *
 * @param atNs ns since the epoch
 * @param sequence last event in the state, 0 for none
 * @param state valid while it is being read, in the thread that was given it
 */
public record ReplayMoment(String id, long atNs, long sequence, SiteState state) {}
