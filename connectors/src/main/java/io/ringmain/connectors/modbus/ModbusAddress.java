package io.ringmain.connectors.modbus;

/**
 * Where a value stands in a device.
 *
 * @param unit unit id, 0 to 255
 * @param offset of the first bit or register, as it goes over the wire, from 0
 * @param bit of the register when the type is BIT, 0 the least significant one
 * @param count elements of an array or registers of a string; 1 otherwise
 * @param isArray whether it is an array, also of one element
 */
record ModbusAddress(
        int unit,
        RegisterKind kind,
        int offset,
        RegisterType type,
        int bit,
        int count,
        boolean isArray,
        RegisterOrder order) {

    /** How many bits or registers are read for it. */
    int span() {
        return kind.isBits() ? count : type.registers() * count;
    }

    /** The one behind its last bit or register. */
    int end() {
        return offset + span();
    }
}
