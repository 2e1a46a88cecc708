/** A whole gateway on a plant in memory, and clients of it. */
package io.ringmain.gateway.testing;
