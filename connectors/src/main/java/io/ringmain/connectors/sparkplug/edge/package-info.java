/** Type {@code sparkplug-edge}: our tags as the metrics of an edge node and its devices. */
package io.ringmain.connectors.sparkplug.edge;
