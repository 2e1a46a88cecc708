package io.ringmain.gateway.replay;

import io.ringmain.gateway.view.Problem;
import java.util.List;

/**
 * A replay as it is told.
 *
 * @param user whose it is
 * @param atNs its moment, ns since the epoch: everything up to then has happened
 * @param sequence last event in its state, 0 for none
 * @param speed how many times as fast as it was it plays, 0 while it does not
 * @param targetNs where it is on its way to, or its moment
 * @param progress of a seek, from 0 to 1
 * @param fromNs first moment that can be chosen
 * @param toNs last moment that could be chosen when it was opened or moved
 * @param createdNs ring time at which it was opened
 * @param snapshot where the last seek began, empty for the first event
 * @param mismatches where the program is another one than that which executed the epoch, a line each
 * @param problem why it failed, null when it has not
 */
public record ReplayStatus(
        String id,
        String user,
        ReplayPhase phase,
        long atNs,
        long sequence,
        double speed,
        long targetNs,
        double progress,
        long fromNs,
        long toNs,
        long createdNs,
        String snapshot,
        List<String> mismatches,
        Problem problem) {}
