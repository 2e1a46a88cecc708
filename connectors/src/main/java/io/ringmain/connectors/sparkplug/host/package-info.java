/** Type {@code sparkplug-host}: metrics of edge nodes and their devices as tags. */
package io.ringmain.connectors.sparkplug.host;
