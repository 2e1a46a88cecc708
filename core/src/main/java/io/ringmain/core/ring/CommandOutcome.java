package io.ringmain.core.ring;

/**
 * How a command ended.
 *
 * @param idHigh upper half of the command's UUID
 * @param idLow lower half of the command's UUID
 * @param state DONE, FAILED, TIMEOUT or INTERRUPTED
 * @param statusCode OPC UA status code; Good when DONE
 * @param commandSequence sequence of the command's event
 * @param sequence sequence of the event that ended it
 */
public record CommandOutcome(
        long idHigh, long idLow, CommandState state, int statusCode, long commandSequence, long sequence) {}
