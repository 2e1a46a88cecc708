/**
 * The OPC UA client behind {@link io.ringmain.core.spi.Connector}, type {@code opcua}.
 *
 * <p>Threads of one connector: the link's (connects, subscribes, waits, connects again), the
 * polling one of a connection that polls, the publishing one (the
 * only one that touches the {@link io.ringmain.core.spi.UpdatePublisher}), and Milo's own, which only hand over. Milo is
 * used in this package and in the demo plant's server only.
 */
package io.ringmain.connectors.opcua;
