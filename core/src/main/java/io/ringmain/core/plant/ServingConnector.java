package io.ringmain.core.plant;

import io.ringmain.core.spi.Connector;

/**
 * A connector that serves the plant itself to others. What leaves must be journaled: see
 * {@link Plant#journaledSequence}.
 */
public interface ServingConnector extends Connector {

    /** Called once, before {@link #start}. */
    void serve(ServedPlant served);
}
