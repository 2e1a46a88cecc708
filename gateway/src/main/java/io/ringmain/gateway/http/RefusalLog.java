package io.ringmain.gateway.http;

import io.ringmain.gateway.rest.Answer;
import io.ringmain.gateway.trail.RefusalWindow;
import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of requests that are refused for who sends them or how, not for what they are about: one line an address,
 * then one in 10 s with their number, however many come; see {@link RefusalWindow}, by which the audit does the same.
 *
 * <p>Thread: {@link #refuse} any, never waits; writes from the thread of the first refusal or from its own.
 */
final class RefusalLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    /** Answers of routes that are about the caller. */
    private static final Set<Integer> REFUSED = Set.of(401, 403, 413, 421, 429);

    private static final int MAX_PATH = 100;
    private static final String KIND = "http";

    private final RefusalWindow<String> window;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "http-refusals");
        made.setDaemon(true);
        return made;
    });

    RefusalLog() {
        this(System::nanoTime);
        thread.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    /** One whose {@link #sweep} somebody else calls. */
    RefusalLog(LongSupplier nanos) {
        window = new RefusalWindow<>(nanos, RefusalLog::tell);
    }

    /** Whether a refusal with that status is about who asks. */
    static boolean isAboutCaller(int status) {
        return REFUSED.contains(status);
    }

    /** @param isUnread whether what was sent is not what the exchange says */
    void refuse(HttpServerExchange exchange, Answer answer, boolean isUnread) {
        InetAddress from = exchange.getSourceAddress().getAddress();
        String asked =
                isUnread ? "what is no request" : exchange.getRequestMethod() + " " + shown(exchange.getRequestPath());
        refuse(from == null ? "unknown" : from.getHostAddress(), asked + ": " + answer.status() + " " + answer.code());
    }

    private static String shown(String path) {
        String shortened = path.length() > MAX_PATH ? path.substring(0, MAX_PATH) + "..." : path;
        return shortened.replaceAll("[^\\x21-\\x7E]", "?");
    }

    void refuse(String address, String what) {
        window.refuse(address, KIND, address + ": " + what);
    }

    private static void tell(String what, int times) {
        if (times == 1) {
            LOG.warn("Refused {}", what);
        } else {
            LOG.warn("Refused {} requests in 10 s, the last one: {}", times, what);
        }
    }

    void sweep() {
        window.sweep();
    }

    /** Tells what is held. */
    @Override
    public void close() {
        thread.shutdownNow();
        window.flush();
    }
}
