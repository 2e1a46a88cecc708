package io.ringmain.connectors.modbus;

import com.digitalpetri.modbus.pdu.MaskWriteRegisterRequest;
import com.digitalpetri.modbus.pdu.MaskWriteRegisterResponse;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleCoilsRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleCoilsResponse;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterRequest;
import com.digitalpetri.modbus.pdu.WriteSingleRegisterResponse;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import java.io.IOException;
import java.util.Map;

/**
 * Writes, each held against its answer, which repeats what was written. None is sent a second time, except by another function
 * where the device does not know the first one.
 *
 * <p>Thread: the link's.
 */
final class ModbusWrites {
    private static final int COIL_ON = 0xFF00;

    private final ModbusSession session;
    private final AddressReader addresses;

    ModbusWrites(ModbusSession session, ModbusSettings settings) {
        this.session = session;
        this.addresses = new AddressReader(settings);
    }

    /**
     * Writes and waits for the answer.
     *
     * @param tag the tag that is written, null when it is not bound any more
     * @return OPC UA status code
     */
    int write(DeviceWrite write, ModbusTag tag) throws IOException {
        ModbusAddress address;
        try {
            ModbusAddress written = addresses.read(write.address(), Map.of());
            // the tag's has its options, too
            address = tag != null
                            && tag.address().kind() == written.kind()
                            && tag.address().offset() == written.offset()
                            && tag.address().type() == written.type()
                    ? tag.address()
                    : written;
        } catch (IllegalArgumentException e) {
            return Quality.BAD_NODE_ID_UNKNOWN;
        }
        if (!address.kind().isWritable()) {
            return Quality.BAD_NOT_WRITABLE;
        }
        if (address.isArray()) {
            return Quality.BAD_NOT_SUPPORTED;
        }
        if (address.type() == RegisterType.BOOL || address.type() == RegisterType.BIT) {
            int flag = RegisterWriter.flag(write);
            if (Quality.isBad(flag)) {
                return flag;
            }
            return address.type() == RegisterType.BOOL ? coil(address, flag == 1) : bit(address, flag == 1);
        }
        RegisterWriter.Result result = RegisterWriter.write(write, address);
        return result.data() == null ? result.statusCode() : registers(address, result.data());
    }

    private int coil(ModbusAddress address, boolean value) throws IOException {
        Exchange single = session.exchange(address.unit(), new WriteSingleCoilRequest(address.offset(), value));
        if (isUnknown(single)) {
            byte[] bits = {(byte) (value ? 1 : 0)};
            Exchange several =
                    session.exchange(address.unit(), new WriteMultipleCoilsRequest(address.offset(), 1, bits));
            return status(
                    several,
                    several.response() instanceof WriteMultipleCoilsResponse echo
                            && echo.address() == address.offset()
                            && echo.quantity() == 1);
        }
        return status(
                single,
                single.response() instanceof WriteSingleCoilResponse echo
                        && echo.address() == address.offset()
                        && echo.value() == (value ? COIL_ON : 0));
    }

    private int registers(ModbusAddress address, byte[] data) throws IOException {
        if (data.length == 2) {
            int value = (data[0] & 0xFF) << 8 | data[1] & 0xFF;
            Exchange single = session.exchange(address.unit(), new WriteSingleRegisterRequest(address.offset(), value));
            if (!isUnknown(single)) {
                return status(
                        single,
                        single.response() instanceof WriteSingleRegisterResponse echo
                                && echo.address() == address.offset()
                                && echo.value() == value);
            }
        }
        int count = data.length / 2;
        Exchange several =
                session.exchange(address.unit(), new WriteMultipleRegistersRequest(address.offset(), count, data));
        return status(
                several,
                several.response() instanceof WriteMultipleRegistersResponse echo
                        && echo.address() == address.offset()
                        && echo.quantity() == count);
    }

    /** By the device's own function if it has it; else the register is read, and written with the bit changed. */
    private int bit(ModbusAddress address, boolean value) throws IOException {
        // where bytes are swapped, the bit stands in the other one
        int bit = address.order().bits(new byte[] {1, 0}, 0, 1) == 1 ? address.bit() ^ 8 : address.bit();
        int mask = 1 << bit;
        if (session.unit(address.unit()).hasMaskWrite()) {
            int and = ~mask & 0xFFFF;
            int or = value ? mask : 0;
            Exchange exchange =
                    session.exchange(address.unit(), new MaskWriteRegisterRequest(address.offset(), and, or));
            if (!isUnknown(exchange)) {
                return status(
                        exchange,
                        exchange.response() instanceof MaskWriteRegisterResponse echo
                                && echo.address() == address.offset()
                                && echo.andMask() == and
                                && echo.orMask() == or);
            }
            session.unit(address.unit()).noMaskWrite();
        }
        Exchange read = session.exchange(address.unit(), new ReadHoldingRegistersRequest(address.offset(), 1));
        if (!(read.response() instanceof ReadHoldingRegistersResponse present) || present.registers().length != 2) {
            return status(read, false);
        }
        int before = (present.registers()[0] & 0xFF) << 8 | present.registers()[1] & 0xFF;
        int after = value ? before | mask : before & ~mask;
        byte[] data = {(byte) (after >> 8), (byte) after};
        return registers(address, data);
    }

    private static boolean isUnknown(Exchange exchange) {
        return exchange.state() == Exchange.State.REFUSED
                && exchange.exceptionCode() == ExceptionStatus.ILLEGAL_FUNCTION;
    }

    private static int status(Exchange exchange, boolean isConfirmed) {
        return switch (exchange.state()) {
            case ANSWERED -> isConfirmed ? Quality.GOOD : Quality.BAD_DEVICE_FAILURE;
            case REFUSED -> ExceptionStatus.ofWrite(exchange.exceptionCode());
            case TIMED_OUT -> Quality.BAD_TIMEOUT;
            case WAITING -> Quality.BAD_SHUTDOWN;
        };
    }
}
