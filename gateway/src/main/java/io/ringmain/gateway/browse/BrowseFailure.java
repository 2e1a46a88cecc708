package io.ringmain.gateway.browse;

import io.ringmain.core.spi.BrowseException;

/** What kind of failure it is that a device could not be looked at, by the OPC UA status code (OPC 10000-6, A.2). */
public enum BrowseFailure {
    /** Nobody is there at the moment. */
    LINK_DOWN,
    /** There is no such node, or its address is none. */
    NODE_UNKNOWN,
    /** It took too long. */
    TIMEOUT,
    /** The device has answered, and refused. */
    REFUSED;

    public static BrowseFailure of(BrowseException failure) {
        return switch (failure.statusCode() >>> 16) {
            // BadCommunicationError, BadNoCommunication, BadNotConnected, BadServerNotConnected, BadServerHalted
            case 0x8005, 0x8031, 0x808A, 0x800D, 0x800E -> LINK_DOWN;
            // BadConnectionClosed, BadConnectionRejected, BadDisconnect, BadSecureChannelClosed, BadSessionClosed
            case 0x80AE, 0x80AC, 0x80AD, 0x8086, 0x8026 -> LINK_DOWN;
            // BadSessionIdInvalid, BadSessionNotActivated, BadShutdown, BadResourceUnavailable
            case 0x8025, 0x8027, 0x800C, 0x8004 -> LINK_DOWN;
            // BadNodeIdUnknown, BadNodeIdInvalid
            case 0x8034, 0x8033 -> NODE_UNKNOWN;
            // BadTimeout, BadRequestTimeout
            case 0x800A, 0x8085 -> TIMEOUT;
            default -> REFUSED;
        };
    }
}
