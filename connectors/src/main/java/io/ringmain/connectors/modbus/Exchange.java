package io.ringmain.connectors.modbus;

import com.digitalpetri.modbus.pdu.ModbusResponsePdu;

/**
 * One request and what became of it.
 *
 * <p>Thread: the link's.
 */
final class Exchange {
    enum State {
        WAITING,
        /** There is a response. */
        ANSWERED,
        /** There is an exception code. */
        REFUSED,
        TIMED_OUT
    }

    private final int unit;
    private final int function;
    private final long sentNs;
    private State state = State.WAITING;
    private ModbusResponsePdu response;
    private int exceptionCode;
    private long answeredNs;

    Exchange(int unit, int function, long sentNs) {
        this.unit = unit;
        this.function = function;
        this.sentNs = sentNs;
    }

    void answer(ModbusResponsePdu pdu, long timeNs) {
        state = State.ANSWERED;
        response = pdu;
        answeredNs = timeNs;
    }

    void refuse(int code) {
        state = State.REFUSED;
        exceptionCode = code;
    }

    void timeOut() {
        state = State.TIMED_OUT;
    }

    int unit() {
        return unit;
    }

    int function() {
        return function;
    }

    /** System.nanoTime when it was sent. */
    long sentNs() {
        return sentNs;
    }

    State state() {
        return state;
    }

    ModbusResponsePdu response() {
        return response;
    }

    int exceptionCode() {
        return exceptionCode;
    }

    /** When the response came, ns since the epoch. */
    long answeredNs() {
        return answeredNs;
    }
}
