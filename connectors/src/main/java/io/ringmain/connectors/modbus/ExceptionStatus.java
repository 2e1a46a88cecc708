package io.ringmain.connectors.modbus;

import io.ringmain.core.tag.Quality;

/** Exception codes of the Modbus Application Protocol (V1.1b3, 7) as OPC UA status codes. */
final class ExceptionStatus {
    static final int ILLEGAL_FUNCTION = 0x01;
    static final int ILLEGAL_DATA_ADDRESS = 0x02;
    private static final int ILLEGAL_DATA_VALUE = 0x03;
    private static final int ACKNOWLEDGE = 0x05;
    private static final int BUSY = 0x06;
    private static final int GATEWAY_PATH_UNAVAILABLE = 0x0A;
    private static final int GATEWAY_TARGET_FAILED = 0x0B;

    private ExceptionStatus() {}

    static int of(int code) {
        return switch (code) {
            case ILLEGAL_FUNCTION -> Quality.BAD_NOT_SUPPORTED;
            case ILLEGAL_DATA_ADDRESS -> Quality.BAD_NODE_ID_UNKNOWN;
            case ILLEGAL_DATA_VALUE -> Quality.BAD_OUT_OF_RANGE;
            case BUSY -> Quality.BAD_RESOURCE_UNAVAILABLE;
            case GATEWAY_PATH_UNAVAILABLE, GATEWAY_TARGET_FAILED -> Quality.BAD_NO_COMMUNICATION;
            default -> Quality.BAD_DEVICE_FAILURE;
        };
    }

    /** The same for a write, which the device may have taken to do it later. */
    static int ofWrite(int code) {
        return code == ACKNOWLEDGE ? Quality.GOOD_COMPLETES_ASYNCHRONOUSLY : of(code);
    }

    /** Whether a gateway says that the unit behind it does not answer. */
    static boolean isUnitLost(int code) {
        return code == GATEWAY_PATH_UNAVAILABLE || code == GATEWAY_TARGET_FAILED;
    }
}
