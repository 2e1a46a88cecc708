package io.ringmain.connectors.mqtt;

/** OPC UA status codes beyond those that the core knows by name. */
final class Status {
    /** The payload is not what it is said to be. */
    static final int BAD_DECODING_ERROR = 0x80070000;
    /** The payload is larger than allowed. */
    static final int BAD_ENCODING_LIMITS_EXCEEDED = 0x80080000;
    /** An operator has stopped it. */
    static final int BAD_OUT_OF_SERVICE = 0x808D0000;

    private Status() {}
}
