package io.ringmain.gateway.http;

import io.ringmain.gateway.view.Problem;
import java.nio.charset.StandardCharsets;

/** What a client sends before anybody knows who it is. */
public final class HttpBytes {
    private HttpBytes() {}

    public static void wire(byte[] bytes) {
        WireScan scan = new WireScan();
        for (byte next : bytes) {
            if (!scan.accept(next)) {
                if (scan.finding() == null) {
                    throw new AssertionError("it stopped and found nothing");
                }
                return;
            }
        }
    }

    public static void target(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            for (String segment : RequestPath.segments("/" + text)) {
                if (segment.isEmpty() || segment.equals("..") || segment.indexOf('/') >= 0) {
                    throw new AssertionError("a segment that is none: " + segment);
                }
            }
        } catch (Problem e) {
            // refused
        }
        try {
            RequestPath.query(text);
        } catch (Problem e) {
            // refused
        }
    }
}
