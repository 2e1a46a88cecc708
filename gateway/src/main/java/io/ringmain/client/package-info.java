/**
 * A client of the gateway for Java programs: values, alarms and the rest of the stream, commands with their outcomes. It uses the JDK's
 * {@code java.net.http} and Jackson, and nothing else of Ringmain.
 */
package io.ringmain.client;
