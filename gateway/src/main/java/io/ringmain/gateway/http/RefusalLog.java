package io.ringmain.gateway.http;

import io.ringmain.gateway.rest.Answer;
import io.ringmain.gateway.trail.RefusalWindow;
import io.undertow.server.HttpServerExchange;
import java.net.InetAddress;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log of requests that are refused for who sends them or how, not for what they are about: one line an address,
 * then one in 10 s with their number, however many come; see {@link RefusalWindow}, by which the audit does the same.
 *
 * <p>Thread: {@link #refuse} any, never waits, as lines are written by a thread of its own: a log is a file. While that one waits
 * for the disk no window closes, so no more lines wait than there are windows.
 */
final class RefusalLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    /** Answers of routes that are about the caller. */
    private static final Set<Integer> REFUSED = Set.of(401, 403, 413, 421, 429);

    private static final long END_S = 2;
    private static final int MAX_PATH = 100;
    private static final String KIND = "http";

    private final RefusalWindow<String> window;
    /** What is refused after the end is not told. */
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, RefusalLog::thread, new ThreadPoolExecutor.DiscardPolicy());

    RefusalLog() {
        window = windowTold(System::nanoTime, thread);
        thread.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * One whose {@link #sweep} somebody else calls.
     *
     * @param writer writes the lines
     */
    RefusalLog(LongSupplier nanos, Executor writer) {
        window = windowTold(nanos, writer);
    }

    private static RefusalWindow<String> windowTold(LongSupplier nanos, Executor writer) {
        return new RefusalWindow<>(nanos, (what, times) -> writer.execute(() -> tell(what, times)));
    }

    private static Thread thread(Runnable task) {
        Thread made = new Thread(task, "http-refusals");
        made.setDaemon(true);
        return made;
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

    /** Tells what is held, within 2 s. */
    @Override
    public void close() {
        window.flush();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_S, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
