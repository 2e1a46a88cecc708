package io.ringmain.connectors.modbus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What registers mean. */
enum RegisterType {
    /** A coil or a discrete input. */
    BOOL(0),
    /** One bit of a register. */
    BIT(1),
    INT16(1),
    UINT16(1),
    INT32(2),
    UINT32(2),
    INT64(4),
    UINT64(4),
    FLOAT32(2),
    FLOAT64(4),
    /** Four decimal digits. */
    BCD16(1),
    /** Eight decimal digits. */
    BCD32(2),
    /** Two characters a register, up to the first NUL; UTF-8. */
    STRING(1);

    /** Those that are written by their names alone. */
    static final List<String> NAMES = Arrays.stream(values())
            .filter(type -> type != BOOL && type != BIT && type != STRING)
            .map(RegisterType::label)
            .toList();

    private final int registers;

    RegisterType(int registers) {
        this.registers = registers;
    }

    /** Registers of one value; of a string, of two characters. */
    int registers() {
        return registers;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isReal() {
        return this == FLOAT32 || this == FLOAT64;
    }

    /** Null when there is none of that name. */
    static RegisterType ofLabel(String label) {
        return NAMES.contains(label) ? valueOf(label.toUpperCase(Locale.ROOT)) : null;
    }
}
