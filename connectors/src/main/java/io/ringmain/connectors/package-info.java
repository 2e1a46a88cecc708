/** What connectors of several protocols share. Knows none of the protocols. */
package io.ringmain.connectors;
