package io.ringmain.gateway.rest;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.view.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Bodies of requests and paths of routes. */
public final class RestBytes {
    private static final Routes ROUTES = new Routes(List.of(
            Route.read("/a/{name}", Permission.VIEW, Set.of(), call -> CompletableFuture.completedFuture(null)),
            Route.command("POST", "/a/{name}:b", Permission.VIEW, call -> CompletableFuture.completedFuture(null))));

    private RestBytes() {}

    public static void body(byte[] bytes) {
        try {
            JsonBody body = JsonBody.parse(bytes, "value", "reason");
            body.requiredText("reason");
        } catch (Problem e) {
            // refused
        }
    }

    public static void route(byte[] bytes) {
        String path = new String(bytes, StandardCharsets.UTF_8);
        try {
            ROUTES.match(path.isEmpty() ? "GET" : "POST", List.of("a", path));
        } catch (Problem e) {
            // refused
        }
    }
}
