package io.ringmain.connectors.opcua;

import io.ringmain.connectors.opcua.security.Pki;
import io.ringmain.core.spi.BrowseException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;

/**
 * A connection for looking around: made when it is first needed, and anew when it was lost.
 *
 * <p>Thread: any. Owns: Milo's threads of this connection, and its session.
 */
final class LonePeer implements NodeBrowser.Access {
    private static final int BAD_NOT_CONNECTED = 0x808A0000;
    private static final String NAME = "browse";
    private static final Pattern SERVER = Pattern.compile("^opc\\.tcp://[^/]+", Pattern.CASE_INSENSITIVE);
    /** Where servers answer: by custom, ours unless it is set otherwise, and the demo's. */
    private static final List<String> USUAL_PATHS = List.of("/discovery", "/ringmain", "/ringmain-demo");

    private final OpcUaSettings settings;
    private final Path pkiFolder;
    private final OpcUaCounters counters = new OpcUaCounters();
    private final LinkReport unused = LinkReport.toNobody();
    private final ReentrantLock turn = new ReentrantLock();
    private final MiloThreads threads;
    private OpcUaSession session;
    private long number;
    private volatile boolean isClosed;

    /** @param pkiFolder where certificates are kept, used when the link is to be secured */
    LonePeer(OpcUaSettings settings, Path pkiFolder) {
        this.settings = settings;
        this.pkiFolder = pkiFolder;
        this.threads = new MiloThreads(NAME, settings.requestTimeoutMs());
    }

    @Override
    public Executor executor() {
        if (isClosed) {
            throw new BrowseException(BAD_NOT_CONNECTED, "it is closed");
        }
        return threads.executor();
    }

    @Override
    public NodeBrowser.Peer peer() throws UaException, InterruptedException {
        turn.lockInterruptibly();
        try {
            if (isClosed) {
                throw new BrowseException(BAD_NOT_CONNECTED, "it is closed");
            }
            if (session != null && session.isLost()) {
                session.close();
                session = null;
            }
            if (session == null) {
                session = connect();
            }
            return session.peer();
        } finally {
            turn.unlock();
        }
    }

    private OpcUaSession connect() throws UaException, InterruptedException {
        Pki pki = settings.security().needsCertificates()
                ? Pki.open(pkiFolder, "Ringmain " + NAME, "urn:ringmain:" + NAME, List.of("localhost"))
                : null;
        OpcUaSession made = new OpcUaSession(NAME, settings, ++number, threads, pki, unused, counters);
        try {
            made.connect();
            return made;
        } catch (UaException e) {
            made.close();
            throw e.getStatusCode().value() == StatusCodes.Bad_TcpEndpointUrlInvalid ? withEndpoints(e) : e;
        } catch (InterruptedException | RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /** The server is there and has nothing at that path: says where it has something, as far as it can be asked. */
    private UaException withEndpoints(UaException refusal) throws InterruptedException {
        Matcher server = SERVER.matcher(settings.endpoint());
        String base = server.find() ? server.group() : settings.endpoint();
        TreeSet<String> found = new TreeSet<>();
        for (String path : USUAL_PATHS) {
            Wire wire = Wire.of(threads);
            try {
                Dial.await(
                                Discovery.endpoints(base + path, wire, settings.requestTimeoutMs()),
                                2L * settings.requestTimeoutMs())
                        .forEach(endpoint -> found.add(endpoint.getEndpointUrl()));
            } catch (UaException e) {
                wire.disconnect();
                wire.cut();
            }
        }
        String hint = found.isEmpty()
                ? "; the URL of a server may need a path, as in " + base + "/path"
                : "; its endpoints are " + String.join(", ", found);
        return new UaException(refusal.getStatusCode().value(), refusal.getMessage() + hint);
    }

    @Override
    public void close() {
        isClosed = true;
        turn.lock();
        try {
            if (session != null) {
                session.close();
                session = null;
            }
        } finally {
            turn.unlock();
        }
        threads.close();
    }
}
