package io.ringmain.perf.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ringmain.perf.SuiteFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;

/** What Yamcs says about one of its instances over HTTP. Thread: its owner. */
final class YamcsApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final HttpClient client;
    private final YamcsInstance instance;
    private final String base;

    YamcsApi(HttpClient client, int httpPort, YamcsInstance instance) {
        this.client = client;
        this.instance = instance;
        this.base = "http://127.0.0.1:" + httpPort + "/api";
    }

    boolean isRunning() {
        try {
            return get("/instances/" + instance.name()).path("state").asText().equals("RUNNING");
        } catch (SuiteFailedException e) {
            return false; // nobody listens yet
        }
    }

    /** The current value, NaN while there is none. */
    double currentValue(int tag) {
        return value(get("/processors/" + instance.name() + "/realtime/parameters" + instance.parameter(tag)));
    }

    /** The newest recorded value, NaN when there is none; from the parameter archive, or from packets unpacked again. */
    double recordedValue(int tag) {
        String source = instance.hasParameterArchive() ? "ParameterArchive" : "replay";
        return value(get("/archive/" + instance.name() + "/parameters" + instance.parameter(tag)
                        + "?limit=1&order=desc&source=" + source)
                .path("parameter")
                .path(0));
    }

    private static double value(JsonNode parameter) {
        return parameter.path("engValue").path("doubleValue").asDouble(Double.NaN);
    }

    /** Its alarm, missing when it has none. */
    JsonNode alarm(int tag) {
        for (JsonNode alarm : get(alarms()).path("alarms")) {
            if (alarm.path("id").path("name").asText().equals(YamcsDatabase.parameter(tag))) {
                return alarm;
            }
        }
        return MissingNode.getInstance();
    }

    void acknowledge(int tag, long number) {
        HttpRequest request = request(alarms() + instance.parameter(tag) + "/" + number + ":acknowledge")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        send(request, HttpResponse.BodyHandlers.discarding());
    }

    private String alarms() {
        return "/processors/" + instance.name() + "/realtime/alarms";
    }

    /** Reads all recorded packets; how many there are from the first on without one missing. */
    int recordedPackets() {
        HttpRequest request =
                request("/archive/" + instance.name() + ":exportPackets").build();
        HttpResponse<InputStream> response = send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = response.body()) {
            int count = 0;
            byte[] packet = new byte[instance.layout().bytes()];
            while (in.readNBytes(packet, 0, packet.length) == packet.length
                    && ByteBuffer.wrap(packet).getInt(PacketLayout.SEQUENCE_AT) == count + 1) {
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new SuiteFailedException("peer: Yamcs did not export its packets: " + e.getMessage(), e);
        }
    }

    /** Empty while there is no such thing yet. */
    private JsonNode get(String path) {
        HttpResponse<byte[]> response = send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            return response.statusCode() == OK ? JSON.readTree(response.body()) : MissingNode.getInstance();
        } catch (IOException e) {
            throw new SuiteFailedException("peer: Yamcs answered " + path + " with no JSON", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new SuiteFailedException("peer: Yamcs did not answer " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailedException("peer: interrupted");
        }
    }
}
