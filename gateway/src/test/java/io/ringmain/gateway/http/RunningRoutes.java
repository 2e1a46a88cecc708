package io.ringmain.gateway.http;

import io.ringmain.gateway.rest.Route;
import java.util.Map;
import java.util.TreeMap;

/** The routes of a server, by method and template as the description names them. */
public final class RunningRoutes {
    private RunningRoutes() {}

    public static Map<String, Route> of(HttpServer server) {
        Map<String, Route> routes = new TreeMap<>();
        server.routes().all().forEach(route -> routes.put(route.method() + " " + route.template(), route));
        return routes;
    }
}
