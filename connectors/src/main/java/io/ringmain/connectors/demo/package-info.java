/**
 * The demo plant: a seeded process model, its catalogue of variables, and the OPC UA server that serves it.
 *
 * <p>The model (everything but {@link io.ringmain.connectors.demo.DemoPlantServer} and its namespace) uses nothing but
 * the JDK and core's definitions. Only the server uses Milo. Nothing here is used by a real site.
 */
package io.ringmain.connectors.demo;
