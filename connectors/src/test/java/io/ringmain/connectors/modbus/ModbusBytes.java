package io.ringmain.connectors.modbus;

import com.digitalpetri.modbus.ModbusPduSerializer.DefaultResponseSerializer;
import com.digitalpetri.modbus.exceptions.ModbusException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Answers of Modbus devices. */
public final class ModbusBytes {
    private ModbusBytes() {}

    public static void response(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        bytes[0] &= 0x7F;
        try {
            DefaultResponseSerializer.INSTANCE.decode(bytes[0], ByteBuffer.wrap(bytes));
        } catch (ModbusException | BufferUnderflowException e) {
            // what ModbusWire ends the connection for
        }
    }
}
