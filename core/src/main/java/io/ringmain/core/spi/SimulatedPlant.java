package io.ringmain.core.spi;

import java.util.List;

/** A plant that exists only in memory, behind a real protocol server on loopback. Found by {@link java.util.ServiceLoader}. */
public interface SimulatedPlant {

    /** A plant that is being served. Thread: any. */
    interface Running extends AutoCloseable {

        /** Every address it serves, for example {@code opc.tcp://127.0.0.1:4840/ringmain-demo}. */
        List<String> addresses();

        @Override
        void close();
    }

    /** The address that {@link #start} will serve when it gets that port; known before it starts. */
    String address(int port);

    /**
     * Builds the plant and serves it; takes some 100 ms.
     *
     * @throws ProvisionException when the port is taken
     */
    Running start(int port);
}
