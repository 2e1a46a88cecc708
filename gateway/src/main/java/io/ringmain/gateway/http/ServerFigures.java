package io.ringmain.gateway.http;

import io.ringmain.gateway.logging.AccessLog;
import io.ringmain.gateway.metrics.SiteMetrics;
import io.ringmain.gateway.rest.Lane;
import io.ringmain.gateway.rest.Lanes;
import io.ringmain.gateway.ws.Hub;
import io.ringmain.gateway.ws.StreamFigures;
import java.util.Locale;

/** What the server counts, among the figures of the process. */
final class ServerFigures {
    private ServerFigures() {}

    /** @param log null for none */
    static void register(SiteMetrics metrics, ConnectionCount connections, RequestRate rate, AccessLog log) {
        metrics.gauge("ringmain.http.connections", "Open connections", connections::open);
        metrics.counter(
                "ringmain.http.refused.connections",
                "Connections closed as their address had too many",
                connections::refused);
        metrics.counter("ringmain.http.refused.requests", "Requests over the limit of their sender", rate::refused);
        if (log != null) {
            metrics.counter("ringmain.access.log.lines", "Requests written to the access log", log::written);
            metrics.counter("ringmain.access.log.dropped", "Requests that the access log has left out", log::dropped);
        }
    }

    static void register(SiteMetrics metrics, Lanes lanes, Hub hub, RestHandler rest) {
        for (Lane lane : Lane.values()) {
            String name = lane.name().toLowerCase(Locale.ROOT);
            metrics.gauge(
                    "ringmain.lane.queued", "Requests that wait for a thread", () -> lanes.queued(lane), "lane", name);
            metrics.gauge("ringmain.lane.active", "Requests in a thread", () -> lanes.active(lane), "lane", name);
            metrics.counter(
                    "ringmain.lane.rejected",
                    "Requests that there was no room for",
                    () -> lanes.rejected(lane),
                    "lane",
                    name);
        }
        metrics.gauge("ringmain.http.requests.active", "Requests that have no answer yet", rest::underWay);
        StreamFigures stream = hub.figures();
        metrics.gauge("ringmain.websocket.clients", "Open WebSockets", hub::connections);
        metrics.counter("ringmain.websocket.frames", "Frames and replies sent", stream::frames);
        metrics.counter("ringmain.websocket.sent.bytes", "Bytes of frames and replies", stream::bytes);
        metrics.counter(
                "ringmain.websocket.conflated",
                "Updates that a newer value has replaced before they were sent",
                stream::conflated);
        metrics.counter(
                "ringmain.websocket.slow.drops", "Connections given up as their client took nothing", stream::slow);
    }
}
