package io.ringmain.gateway.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client that subscribes to everything and then never reads. */
class SlowClientTest {
    private static final int MANY_FRAMES = 4_000;

    @Test
    void shouldDropAClientThatNeverReadsAndNotKeepItsFrames() throws IOException {
        try (TestGateway gateway = new TestGateway();
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.server.port()));
            upgrade(socket);
            String ticket = gateway.ticket(gateway.token("operator"));
            send(socket, "{\"id\":1,\"op\":\"hello\",\"ticket\":\"" + ticket + "\"}");
            send(socket, "{\"id\":2,\"op\":\"sub\",\"sub\":\"s\",\"tags\":[\"*\"],\"hz\":50}");
            String auditor = gateway.token("auditor");
            await().until(() -> webSockets(gateway, auditor) == 1);
            long before = usedBytes();

            long[] value = {0};
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        value[0]++;
                        for (int i = 0; i < MANY_FRAMES; i++) {
                            gateway.publish(String.format("Many.T%04d", i), value[0]);
                        }
                        return webSockets(gateway, auditor) == 0;
                    });

            assertThat(value[0]).isGreaterThan(10);
            assertThat(usedBytes() - before).isLessThan(40L * 1024 * 1024);
            assertThat(gateway.get("/api/v1/values/" + TestSite.PUMP, auditor).statusCode())
                    .isEqualTo(200);
        }
    }

    private static int webSockets(TestGateway gateway, String token) {
        return TestGateway.json(gateway.get("/api/v1/system", token))
                .path("webSockets")
                .asInt();
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void upgrade(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("GET /api/v1/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Sec-WebSocket-Protocol: ringmain.v1.json\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        assertThat(head).startsWith("HTTP/1.1 101 ");
    }

    /** One masked text frame; the mask is zero. */
    private static void send(Socket socket, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[8 + utf8.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | 126);
        frame[2] = (byte) (utf8.length >> 8);
        frame[3] = (byte) utf8.length;
        System.arraycopy(utf8, 0, frame, 8, utf8.length);
        socket.getOutputStream().write(frame);
        socket.getOutputStream().flush();
    }
}
