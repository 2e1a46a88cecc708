package io.ringmain.gateway.http;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.config.Settings;
import io.ringmain.gateway.tls.WatchedKeys;
import java.net.URI;
import java.util.List;

/**
 * Where clients come in: one port, plain or encrypted, or both beside each other.
 *
 * <p>Thread: {@link #reload} any, everything else the server's owner.
 */
final class Doors implements AutoCloseable {
    private final Listener listener;
    private final WatchedKeys keys;
    private final URI url;

    private Doors(Listener listener, WatchedKeys keys, URI url) {
        this.listener = listener;
        this.keys = keys;
        this.url = url;
    }

    /** @throws ProvisionException when a port can not be had or a certificate can not be used */
    static Doors open(HttpContext context, FrontHandler front, ConnectionCount connections) {
        Settings.Tls tls = context.tls();
        WatchedKeys keys = tls == null ? null : new WatchedKeys(tls.files(), context.clock());
        Listener listener = new Listener(connections);
        try {
            return new Doors(listener, keys, bind(context, front, listener, keys));
        } catch (ProvisionException e) {
            if (keys != null) {
                keys.close();
            }
            listener.stopAccepting();
            listener.close();
            throw e;
        }
    }

    private static URI bind(HttpContext context, FrontHandler front, Listener listener, WatchedKeys keys) {
        String address = context.address();
        String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        if (keys == null) {
            return URI.create("http://" + host + ":" + listener.bind(address, context.port(), front));
        }
        Settings.Tls tls = context.tls();
        int port = listener.bindTls(
                address,
                tls.hasOwnPort() ? tls.port() : context.port(),
                front,
                keys.keys().context(),
                tls.files().clientAuthority() != null,
                keys::onChange);
        if (tls.hasOwnPort()) {
            listener.bind(address, context.port(), tls.isRedirecting() ? new RedirectHandler(front, port) : front);
        }
        return URI.create("https://" + host + ":" + port);
    }

    /** Where to point a browser: the encrypted port if there is one. */
    URI url() {
        return url;
    }

    /** Reads the certificate's files again; false when they are not sound, and what is in force stays. */
    boolean reload() {
        return keys == null || keys.reload();
    }

    /** What is to be said of the certificate. */
    List<String> remarks() {
        return keys == null ? List.of() : keys.remarks();
    }

    void stopAccepting() {
        listener.stopAccepting();
    }

    /** After {@link #stopAccepting}. */
    @Override
    public void close() {
        listener.close();
        if (keys != null) {
            keys.close();
        }
    }
}
