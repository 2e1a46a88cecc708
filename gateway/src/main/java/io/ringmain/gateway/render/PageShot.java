package io.ringmain.gateway.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Has one browser show one thing and takes it. Thread: one. */
final class PageShot {
    private static final double PIXELS_PER_INCH = 96;
    private static final double A4_WIDTH = 8.27;
    private static final double A4_HEIGHT = 11.69;
    private static final int CHUNK_BYTES = 256 * 1024;
    private static final String SESSION_KEY = "ringmain.session";
    private static final String TWO_FRAMES =
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))";

    private final Rendering what;
    private final PageWatch watch = new PageWatch();
    private final DevTools tools;
    private String session = "";

    PageShot(Browser browser, Rendering what, BooleanSupplier isCancelled, long deadlineNanoTime) {
        this.what = what;
        tools = new DevTools(browser.in(), browser.out(), watch::onEvent, isCancelled, deadlineNanoTime);
    }

    void take(Path target) throws RenderException, IOException {
        try {
            show();
        } catch (RenderException e) {
            throw e.code().equals(RenderException.TIMEOUT)
                    ? new RenderException(e.code(), "the page was not there in time: " + watch.missing())
                    : e;
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            if (what.format() == RenderFormat.PDF) {
                print(out);
            } else {
                JsonNode picture = call("Page.captureScreenshot", Map.of("format", "png"));
                out.write(Base64.getDecoder().decode(picture.path("data").asText()));
            }
        }
    }

    private void show() throws RenderException {
        String page = tools.call("", "Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        session = tools.call("", "Target.attachToTarget", Map.of("targetId", page, "flatten", true))
                .path("sessionId")
                .asText();
        call("Page.enable", Map.of());
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", what.width(), "height", what.height(), "deviceScaleFactor", 1, "mobile", false));
        if (what.html() == null) {
            open();
        } else {
            write();
        }
    }

    private void write() throws RenderException {
        call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        String frame =
                call("Page.getFrameTree", Map.of()).at("/frameTree/frame/id").asText();
        call("Page.setDocumentContent", Map.of("frameId", frame, "html", what.html()));
    }

    private void open() throws RenderException {
        call("Network.enable", Map.of());
        // the server is this process itself, whatever its certificate says
        call("Security.setIgnoreCertificateErrors", Map.of("ignore", true));
        if (what.session() != null) {
            String origin = what.page().getScheme() + "://" + what.page().getRawAuthority();
            String script = "if (location.origin === " + DevTools.quoted(origin) + ") sessionStorage.setItem("
                    + DevTools.quoted(SESSION_KEY) + ", " + DevTools.quoted(what.session()) + ");";
            call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
        }
        JsonNode opened = call("Page.navigate", Map.of("url", what.page().toString()));
        if (opened.has("errorText")) {
            throw new RenderException(
                    RenderException.FAILED,
                    "the page can not be opened: " + opened.path("errorText").asText());
        }
        while (!watch.isLive()) {
            tools.look();
        }
        call("Runtime.evaluate", Map.of("expression", TWO_FRAMES, "awaitPromise", true));
    }

    /** In pieces, so that a long document needs no memory here. */
    private void print(OutputStream out) throws RenderException, IOException {
        Map<String, Object> how = new HashMap<>(
                Map.of("printBackground", true, "preferCSSPageSize", true, "transferMode", "ReturnAsStream"));
        if (what.page() != null) {
            how.put("paperWidth", what.width() / PIXELS_PER_INCH);
            how.put("paperHeight", what.height() / PIXELS_PER_INCH);
            for (String side : new String[] {"marginTop", "marginBottom", "marginLeft", "marginRight"}) {
                how.put(side, 0);
            }
        } else {
            how.put("paperWidth", A4_WIDTH);
            how.put("paperHeight", A4_HEIGHT);
        }
        String stream = call("Page.printToPDF", how).path("stream").asText();
        boolean isEnd = false;
        while (!isEnd) {
            JsonNode piece = call("IO.read", Map.of("handle", stream, "size", CHUNK_BYTES));
            String data = piece.path("data").asText();
            out.write(
                    piece.path("base64Encoded").asBoolean()
                            ? Base64.getDecoder().decode(data)
                            : data.getBytes(StandardCharsets.ISO_8859_1));
            isEnd = piece.path("eof").asBoolean();
        }
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws RenderException {
        return tools.call(session, method, parameters);
    }
}
