package io.ringmain.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireScanTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private final WireScan scan = new WireScan();

    private String scan(String bytes) {
        for (byte next : bytes.getBytes(StandardCharsets.ISO_8859_1)) {
            if (!scan.accept(next)) {
                return scan.finding().code();
            }
        }
        return "";
    }

    @Test
    void shouldFollowRequestsOfEveryKindOnOneConnection() {
        String fixed = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n\n \n\t";
        String chunked =
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\n\n \n\r\n0\r\nT: x\r\n\r\n";

        assertThat(scan(GET + fixed + chunked + GET + fixed + GET)).isEmpty();
        assertThat(scan.isAtStart()).isTrue();
    }

    @Test
    void shouldSeeNothingAfterAnUpgrade() {
        assertThat(scan("GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n\r\n folded\n\n\u0000"))
                .isEmpty();
    }

    @Test
    void shouldIgnoreEmptyLinesBeforeARequest() {
        assertThat(scan("\r\n\r\n" + GET)).isEmpty();
    }

    @Test
    void shouldFindAFoldAfterABody() {
        String fixed = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";

        assertThat(scan(fixed + "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n")).isEqualTo("obsolete-folding");
    }

    @Test
    void shouldFindABadChunk() {
        assertThat(scan("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n"))
                .isEqualTo("bad-chunk");
    }

    @Test
    void shouldFindANulInAValue() {
        assertThat(scan("GET / HTTP/1.1\r\nHost: a\u0000b\r\n")).isEqualTo("bad-character");
    }

    @Test
    void shouldFindABareCarriageReturn() {
        assertThat(scan("GET / HTTP/1.1\rHost: a\r\n")).isEqualTo("bare-carriage-return");
    }
}
