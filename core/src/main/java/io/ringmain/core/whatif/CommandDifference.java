package io.ringmain.core.whatif;

import io.ringmain.core.ring.Command;

/**
 * A recorded command that ended otherwise.
 *
 * @param sequence the command's event
 * @param timeNs ring time of it, ns since the epoch
 * @param target recorded name of what it was aimed at
 * @param recordedCode status code with which it ended
 * @param whatIfCode status code with which it would have ended
 * @param detail why it could not be given at all, otherwise empty
 */
public record CommandDifference(
        long sequence,
        long timeNs,
        Command.Kind kind,
        String target,
        String user,
        int recordedCode,
        int whatIfCode,
        String detail) {}
