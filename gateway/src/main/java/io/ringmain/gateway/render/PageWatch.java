package io.ringmain.gateway.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Follows what a page loads, and whether it shows live values: its WebSocket has been welcomed, and each of its subscriptions
 * has got a frame.
 *
 * <p>Thread: that which drives the browser.
 */
final class PageWatch {
    private static final long QUIET_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Set<String> requests = new HashSet<>();
    private final Set<String> waitingSubscriptions = new HashSet<>();
    private boolean isLoaded;
    private boolean isWelcome;
    private long lastChangeNanoTime = System.nanoTime();

    void onEvent(JsonNode event) {
        JsonNode parameters = event.path("params");
        String request = parameters.path("requestId").asText();
        switch (event.path("method").asText()) {
            case "Page.loadEventFired" -> isLoaded = true;
            case "Network.requestWillBeSent" -> requests.add(request);
            case "Network.loadingFinished", "Network.loadingFailed" -> requests.remove(request);
            case "Network.webSocketFrameSent" ->
                onSent(parameters.at("/response/payloadData").asText());
            case "Network.webSocketFrameReceived" ->
                onReceived(parameters.at("/response/payloadData").asText());
            default -> {
                // of no interest
            }
        }
    }

    private void onSent(String text) {
        JsonNode message = read(text);
        if (message.path("op").asText().equals("sub")) {
            waitingSubscriptions.add(message.path("sub").asText());
            lastChangeNanoTime = System.nanoTime();
        } else if (message.path("op").asText().equals("unsub")) {
            waitingSubscriptions.remove(message.path("sub").asText());
        }
    }

    private void onReceived(String text) {
        JsonNode message = read(text);
        if (message.has("recovered")) {
            isWelcome = true;
            lastChangeNanoTime = System.nanoTime();
        } else if (message.path("op").asText().equals("v")
                && waitingSubscriptions.remove(message.path("sub").asText())) {
            lastChangeNanoTime = System.nanoTime();
        }
    }

    private static JsonNode read(String text) {
        try {
            return DevTools.parse(text);
        } catch (RenderException e) {
            // no message of ours
            return MissingNode.getInstance();
        }
    }

    boolean isLoaded() {
        return isLoaded;
    }

    /** Whether nothing more is on its way. */
    boolean isLive() {
        if (!requests.isEmpty()) {
            lastChangeNanoTime = System.nanoTime();
        }
        return isLoaded
                && isWelcome
                && waitingSubscriptions.isEmpty()
                && System.nanoTime() - lastChangeNanoTime > QUIET_NS;
    }

    /** Why it is not live, for people. */
    String missing() {
        if (!isLoaded) {
            return "the page has not been loaded";
        }
        if (!isWelcome) {
            return "the page has no connection to live values";
        }
        return waitingSubscriptions.isEmpty() ? "the page goes on loading" : "the page has no values yet";
    }
}
