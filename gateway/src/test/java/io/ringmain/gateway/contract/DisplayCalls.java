package io.ringmain.gateway.contract;

/** Displays of the site's folder. */
final class DisplayCalls {
    private static final String DISPLAYS = "/api/v1/displays";
    private static final String DISPLAY = DISPLAYS + "/{name}";
    private static final String HTML = "<rm-display heading=\"Feed\"><rm-value tag=\"A\"></rm-value></rm-display>";
    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>Pipes</title></svg>";

    private DisplayCalls() {}

    static void make(Contract contract) {
        // the first one is there before it is tried what a change must refuse
        contract.call("PUT " + DISPLAY)
                .name("feed.html")
                .header("If-None-Match", "*")
                .header("Content-Type", "text/html")
                .body(HTML)
                .asked();
        put(contract, "feed.html", HTML).ifMatch().query("reason=wider").done(200);
        put(contract, "pipes.svg", SVG).header("If-None-Match", "*").done(201);
        put(contract, "pipes.svg", SVG).header("If-None-Match", "*").refused(412);
        put(contract, "pipes.svg", "<svg").ifMatch().refused(422);
        put(contract, "pipes.txt", SVG).ifMatch().refused(400);
        contract.call("GET " + DISPLAYS).query("limit=1").done(200);
        contract.call("GET " + DISPLAY).name("feed.html").done(200);
        contract.call("GET " + DISPLAY).name("pipes.svg").done(200);
        contract.call("DELETE " + DISPLAY).name("pipes.svg").ifMatch().done(204);
        contract.call("DELETE " + DISPLAY).name("pipes.svg").ifMatch().refused(404);
    }

    private static Contract.Call put(Contract contract, String name, String text) {
        String type = name.endsWith(".svg") ? "image/svg+xml" : "text/html";
        return contract.call("PUT " + DISPLAY)
                .name(name)
                .header("Content-Type", type)
                .body(text);
    }
}
