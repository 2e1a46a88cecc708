package io.ringmain.gateway.rest;

import io.ringmain.gateway.view.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** All routes of the server and the search among them. Thread: any, immutable. */
public final class Routes {
    /** A route that fits, with the parameters of its path. */
    public record Match(Route route, Map<String, String> path) {}

    private final List<Route> all;

    public Routes(List<Route> all) {
        this.all = List.copyOf(all);
    }

    public List<Route> all() {
        return all;
    }

    /**
     * The route for a request; literal paths come before parameters in the list.
     *
     * @throws Problem 404 when no route has the path, 405 when it has other methods
     */
    public Match match(String method, List<String> segments) {
        String wanted = "HEAD".equals(method) ? "GET" : method;
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : all) {
            Map<String, String> path = route.match(segments);
            if (path != null) {
                if (route.method().equals(wanted)) {
                    return new Match(route, path);
                }
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw Problem.notFound("not-found", "There is nothing at this path.");
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        String allow = String.join(", ", allowed);
        throw new Problem(
                405,
                "method-not-allowed",
                "This path takes " + allow + ", not " + method + ".",
                Map.of("Allow", allow));
    }
}
