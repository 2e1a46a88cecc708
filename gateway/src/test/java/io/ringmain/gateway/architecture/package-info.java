/**
 * The rules that hold across modules, checked on the compiled classes of core, connectors, historian and gateway. They
 * stand here because the gateway is the one module that sees all the others.
 */
package io.ringmain.gateway.architecture;
