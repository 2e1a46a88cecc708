package io.ringmain.gateway.displays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayFolderTest {
    private static final String SVG =
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>";

    @TempDir
    Path place;

    private Path folder;
    private DisplayFolder displays;

    @BeforeEach
    void open() {
        folder = place.resolve("displays");
        displays = new DisplayFolder(folder);
    }

    private DisplayFolder.Change put(String name, String text) {
        return displays.put(name, text.getBytes(StandardCharsets.UTF_8), "", "*");
    }

    private Problem refusal(String name, String text) {
        return catchThrowableOfType(Problem.class, () -> put(name, text));
    }

    @Test
    void shouldHaveNoneWhenThereIsNoFolder() {
        assertThat(displays.all()).isEmpty();
    }

    @Test
    void shouldKeepTheTextAsItCameAndNothingBeside() throws IOException {
        String text = "<!-- é --><rm-display heading=' Feed\n and  more '><rm-value tag='A'></rm-value></rm-display>\n";

        Display stored = put("feed.html", text).now();

        assertThat(Files.readString(folder.resolve("feed.html"))).isEqualTo(text);
        assertThat(stored.title()).isEqualTo("Feed and more");
        assertThat(displays.all()).containsExactly(stored);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void shouldSeeWhatOthersPutIntoTheFolder() throws IOException {
        put("b.svg", SVG + "<title>Pipes</title></svg>");
        displays.all();
        Files.writeString(folder.resolve("a.html"), "<title>By hand</title>");
        Files.writeString(folder.resolve("b.svg"), SVG + "<title>Others</title></svg>");
        Files.writeString(folder.resolve("notes.txt"), "no display");

        assertThat(displays.all()).extracting(Display::title).containsExactly("By hand", "Others");
    }

    @Test
    void shouldNotFollowLinksOutOfTheFolder() throws IOException {
        put("a.html", "<p>A</p>");
        Path secret = Files.writeString(place.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve("b.html"), secret);

        assertThat(displays.all()).extracting(Display::name).containsExactly("a.html");
        assertThat(catchThrowableOfType(Problem.class, () -> displays.get("b.html"))
                        .code())
                .isEqualTo("display-unknown");
    }

    @Test
    void shouldRefuseWhatIsNotWhatTheCallerHasSeen() {
        String etag = put("a.html", "<p>A</p>").now().etag();
        byte[] text = "<p>B</p>".getBytes(StandardCharsets.UTF_8);
        displays.put("a.html", text, etag, "");

        assertThat(refusal("a.html", "<p>C</p>").status()).isEqualTo(412);
        assertThat(catchThrowableOfType(Problem.class, () -> displays.put("a.html", text, etag, ""))
                        .status())
                .isEqualTo(412);
        assertThat(catchThrowableOfType(Problem.class, () -> displays.put("n.html", text, "*", ""))
                        .status())
                .isEqualTo(412);
        assertThat(catchThrowableOfType(Problem.class, () -> displays.remove("a.html", etag))
                        .status())
                .isEqualTo(412);
        assertThat(catchThrowableOfType(Problem.class, () -> displays.put("a.html", text, "", ""))
                        .status())
                .isEqualTo(428);
    }

    @Test
    void shouldRemoveWhatTheCallerHasSeen() {
        Display stored = put("a.html", "<p>A</p>").now();

        assertThat(displays.remove("a.html", stored.etag())).isEqualTo(stored);
        assertThat(displays.all()).isEmpty();
    }

    @Test
    void shouldRefuseMoreThanAMebibyte() {
        assertThat(refusal("a.html", "<p>" + "a".repeat(DisplayFolder.MAX_BYTES))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void shouldSayThatTheFolderCanNotBeUsed() throws IOException {
        Files.writeString(folder, "a file");

        assertThat(refusal("a.html", "<p>A</p>").code()).isEqualTo("displays-unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.txt", ".a.html", "..", "../a.html", "a/b.svg", "a b.svg", "a.HTML", ".html", "é.svg"})
    void shouldRefuseNamesThatAreNone(String name) {
        assertThat(refusal(name, "<p>A</p>").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>a()</script>",
                "<SCRIPT/src=a.js></SCRIPT>",
                "<template><script>a()</script></template>",
                "<!-- <script> -->",
                "<noscript><p title='</noscript><img src=a onerror=a()>'></noscript>",
                "<p onclick='a()'>A</p>",
                "<p OnClick=a()>A</p>",
                "<svg/onload=a()></svg>",
                "<rm-value\nonfocus\n=\n'a()'></rm-value>",
                "<a href='javascript:a()'>A</a>",
                "<a href='&#106;ava&Tab;script&colon;a()'>A</a>",
                "<a href='\u0001 java\nscript:a()'>A</a>",
                "<svg><a xlink:href='javascript:a()'></a></svg>",
                "<svg><animate attributeName='href' values='javascript:a()'/></svg>",
                "<svg><set attributeName='onclick' to='a()'/></svg>",
                "<img src='http://elsewhere.example/a.png'>",
                "<img src='https://elsewhere.example/a.png'>",
                "<img src='//elsewhere.example/a.png'>",
                "<img src='/\\elsewhere.example/a.png'>",
                "<img srcset='a.png 1x, https://elsewhere.example/b.png 2x'>",
                "<img src='data:text/html,A'>",
                "<a href='data:image/png;base64,AAAA'>A</a>",
                "<a href='file:///etc/passwd'>A</a>",
                "<button formaction='https://elsewhere.example/'>A</button>",
                "<iframe src='a.html'></iframe>",
                "<iframe srcdoc='A'></iframe>",
                "<object data='a.svg'></object>",
                "<embed src='a.svg'>",
                "<form action='a'></form>",
                "<base href='/a/'>",
                "<link rel='stylesheet' href='a.css'>",
                "<meta http-equiv='refresh' content='0;url=a.html'>",
                "<p style='background: url(https://elsewhere.example/a.png)'>A</p>",
                "<p style='background: \\75rl(//elsewhere.example)'>A</p>",
                "<p style='background: image-set(\"//elsewhere.example/a\" 1x)'>A</p>",
                "<style>@import 'a.css';</style>",
                "<style>p { background: url( '//elsewhere.example/a' ) }</style>",
                "<svg><style>p { background: url(//elsewhere.example/a) }</style></svg>",
                "<svg><rect fill='url(https://elsewhere.example/a.svg#b)'/></svg>",
                "<svg><use href='https://elsewhere.example/a.svg#b'/></svg>",
                "<svg><foreignObject><iframe></iframe></foreignObject></svg>",
                " "
            })
    void shouldRefuseHtmlThatRunsOrReachesOut(String text) {
        assertThat(refusal("a.html", text)).extracting(Problem::code).isEqualTo("display-unsound");
        assertThat(displays.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>a()</script>",
                "<s:script xmlns:s='http://www.w3.org/2000/svg'>a()</s:script>",
                "<h:iframe xmlns:h='http://www.w3.org/1999/xhtml' src='a'/>",
                "<rect onclick='a()'/>",
                "<a href='java&#10;script:a()'/>",
                "<a xlink:href='javascript:a()'/>",
                "<g xml:base='https://elsewhere.example/'/>",
                "<image href='https://elsewhere.example/a.png'/>",
                "<style>@import 'a.css';</style>",
                "<style><![CDATA[p { fill: url(//elsewhere.example/a) }]]></style>",
                "<?xml-stylesheet href='a.css'?>",
                "<g>",
                "&unknown;"
            })
    void shouldRefuseSvgThatRunsOrReachesOut(String content) {
        assertThat(refusal("a.svg", SVG + content + "</svg>"))
                .extracting(Problem::code)
                .isEqualTo("display-unsound");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
                "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/a.dtd'><svg xmlns='http://www.w3.org/2000/svg'/>",
                "<svg/>",
                "<html xmlns='http://www.w3.org/1999/xhtml'/>",
                "no XML"
            })
    void shouldRefuseWhatIsNoSvg(String text) {
        assertThat(refusal("a.svg", text)).extracting(Problem::code).isEqualTo("display-unsound");
    }

    @Test
    void shouldSayWhereItIsUnsound() {
        assertThat(refusal("a.html", "<p>\nA</p>\n<p id='b'\n onclick='a()'>").detail())
                .isEqualTo("line 3: the attribute onclick is not allowed, nothing may run");
        assertThat(refusal("a.html", "<p>\n\n<script>").detail()).isEqualTo("line 3: <script> is not allowed");
        assertThat(refusal("a.svg", SVG + "\n<g\nonload='a()'/></svg>").detail())
                .isEqualTo("line 3: the attribute onload is not allowed, nothing may run");
        assertThat(catchThrowableOfType(Problem.class, () -> displays.put("a.html", new byte[] {'a', -1}, "", "*"))
                        .detail())
                .isEqualTo("is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html><html><head><meta charset='utf-8'><title>A</title></head><body><h1>A</h1></body></html>",
                "<rm-display heading='A'><svg viewBox='0 0 1 1'><defs><linearGradient id='g'/></defs><rect fill='url(#g)'/></svg></rm-display>",
                "<img src='data:image/png;base64,iVBORw0KGgo='>",
                "<p style='background: url(data:image/png;base64,iVBO//8=)'>A</p>",
                "<a href='#/trends?tags=a:b'>Trends of http://a</a>",
                "<style>p { color: red }</style><img src='pump.png' alt='on = running'>"
            })
    void shouldTakeWhatOnlyShows(String text) {
        assertThat(put("a.html", text).now().size()).isPositive();
    }

    @Test
    void shouldSayWhereADisplayStands() {
        put("a.html", "<rm-display heading='A' level='2' parent='plant.html' area='Feed' order='7'></rm-display>");
        put("b.svg", SVG.replace(">", " data-level='3' data-parent='a.html'>") + "<title>B</title></svg>");
        put("c.html", "<rm-display level='9' order='soon'></rm-display>");

        assertThat(displays.all())
                .extracting(Display::level, Display::parent, Display::area, Display::order)
                .containsExactly(tuple(2, "plant.html", "Feed", 7), tuple(3, "a.html", "", 0), tuple(0, "", "", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plant", "feed", "reaction", "product", "utilities", "reactor", "transfer", "boiler"})
    void shouldTakeTheDisplaysOfTheDemo(String name) throws IOException {
        String text = Files.readString(Path.of("src/main/resources/demo-site/displays/" + name + ".html"));

        Display display = put(name + ".html", text).now();

        assertThat(display.level())
                .isEqualTo(display.parent().isEmpty() ? 1 : display.parent().equals("plant.html") ? 2 : 3);
    }
}
