/**
 * Modbus TCP client behind {@link io.ringmain.core.spi.Connector}, type {@code modbus}.
 *
 * <p>One thread a connector, {@link io.ringmain.connectors.modbus.ModbusLink}: it connects, polls, publishes and writes. The
 * requests and responses (PDUs) are the library's, which is used in this package only. The wire around them is here, because an
 * answer counts only if it comes from the unit that was asked, and everything else that comes is counted.
 */
package io.ringmain.connectors.modbus;
