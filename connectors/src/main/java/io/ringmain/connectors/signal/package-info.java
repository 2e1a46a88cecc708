/**
 * Signal generators behind {@link io.ringmain.core.spi.Connector}, type {@code signals}: for demonstrations, load and tests.
 *
 * <p>One thread a connector. A signal is a function of its seed and of the time on its grid, so that the same site gives the
 * same values again.
 */
package io.ringmain.connectors.signal;
