package io.ringmain.gateway.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Turns pages into PDF and pictures by headless browsers, a bounded number at a time; each has a process and an empty profile of
 * its own, and nothing is left of it behind the page.
 *
 * <p>Thread: any; a call waits for its turn and for its page.
 */
public final class PageRenderer implements AutoCloseable {
    private static final long LOOK_MS = 100;
    private static final long CLOSE_MS = 1_000;
    private static final long GRACE_MS = 5_000;

    private final RenderSettings settings;
    private final Semaphore turns;
    private final Set<Browser> running = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    public PageRenderer(RenderSettings settings) {
        this.settings = settings;
        turns = new Semaphore(settings.pool(), true);
    }

    /** @throws RenderException {@code renderer-unavailable} when no browser is installed */
    public void requireAvailable() throws RenderException {
        program();
    }

    private Path program() throws RenderException {
        return settings.program()
                .orElseThrow(() -> new RenderException(
                        RenderException.UNAVAILABLE,
                        "there is no Chromium at " + settings.places()
                                + "; install it, or set render.browser to where it is"));
    }

    /**
     * Renders into a file.
     *
     * @param isCancelled asked often
     * @throws RenderException when there is no browser, it fails, takes too long, or is cancelled
     */
    public void render(Rendering what, Path target, BooleanSupplier isCancelled) throws RenderException, IOException {
        Path program = program();
        awaitTurn(isCancelled);
        String host = what.page() == null ? null : what.page().getHost();
        CompletableFuture<Void> over = new CompletableFuture<>();
        try (Browser browser = Browser.start(program, host)) {
            running.add(browser);
            try {
                if (isClosed) {
                    throw closed();
                }
                long deadline = System.nanoTime() + settings.timeout().toNanos();
                // a browser that does not even read its pipe holds up who writes into it: that ends with the browser
                over.orTimeout(settings.timeout().toMillis() + GRACE_MS, TimeUnit.MILLISECONDS)
                        .exceptionally(late -> {
                            browser.kill();
                            return null;
                        });
                new PageShot(browser, what, () -> isClosed || isCancelled.getAsBoolean(), deadline).take(target);
            } finally {
                over.complete(null);
                running.remove(browser);
            }
        } finally {
            turns.release();
        }
    }

    private void awaitTurn(BooleanSupplier isCancelled) throws RenderException {
        try {
            while (!turns.tryAcquire(LOOK_MS, TimeUnit.MILLISECONDS)) {
                if (isClosed || isCancelled.getAsBoolean()) {
                    throw new RenderException(
                            RenderException.CANCELLED, "it was cancelled while it waited for its turn");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RenderException(RenderException.CANCELLED, "it was interrupted");
        }
    }

    private static RenderException closed() {
        return new RenderException(RenderException.CANCELLED, "the server is being stopped");
    }

    /** Ends all browsers, and waits a moment until their profiles are gone. */
    @Override
    public void close() {
        isClosed = true;
        running.forEach(Browser::kill);
        try {
            if (turns.tryAcquire(settings.pool(), CLOSE_MS, TimeUnit.MILLISECONDS)) {
                turns.release(settings.pool());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
