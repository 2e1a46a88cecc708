/** The process: see {@link io.ringmain.gateway.Main}. */
package io.ringmain.gateway;
