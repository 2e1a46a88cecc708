package io.ringmain.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The example of gateway/docs/clients.md, as it stands there. */
final class ClientExample {
    private ClientExample() {}

    // begin
    static void run(URI site, String user, String password, List<String> lines) {
        ClientListener listener = new ClientListener() {
            @Override
            public void onUpdate(Update update) {
                lines.add(update.tag() + (update.isGood() ? " is " + update.value() : " is not good"));
            }

            @Override
            public void onFrame(JsonNode frame) {
                if (frame.path("op").asText().equals("alarm")) {
                    lines.add(frame.at("/alarm/name").asText() + " is "
                            + frame.at("/alarm/state").asText());
                }
            }

            @Override
            public void onStreamLost() {
                lines.add("ask for what stands: GET /alarms/active");
            }

            @Override
            public void onLink(LinkState state, String reason) {
                lines.add("link " + state);
            }
        };
        try (RingmainClient client = RingmainClient.login(site, user, password, listener)) {
            client.subscribe(List.of("Plant.Tank.*"), 5).join();
            client.call("PUT", "/values/Plant.Pump.Starts", Map.of("value", 42, "reason", "counted"))
                    .join();
            JsonNode standing = client.call("GET", "/alarms/active", null).join();
            lines.add(standing.path("items").size() + " alarms stand");
        }
    }
    // end
}
