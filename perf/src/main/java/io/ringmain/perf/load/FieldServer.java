package io.ringmain.perf.load;

/**
 * An OPC UA server on loopback whose variables change when the caller says so.
 *
 * <p>Thread: one owner; Milo's serve.
 */
final class FieldServer implements AutoCloseable {
    /** What our connector may ask for. */
    static final int INTERVAL_MS = LoopbackServer.INTERVAL_MS;

    private final LoopbackServer server;
    private FieldNamespace namespace;

    FieldServer(int variables) {
        server = new LoopbackServer(milo -> namespace = new FieldNamespace(milo, variables));
    }

    String endpoint() {
        return server.endpoint();
    }

    /** The address of a variable. */
    static String address(int variable) {
        return FieldNamespace.address(variable);
    }

    /** Gives a variable its new value, now. */
    void change(int variable, double value) {
        namespace.change(variable, value);
    }

    @Override
    public void close() {
        server.close();
    }
}
