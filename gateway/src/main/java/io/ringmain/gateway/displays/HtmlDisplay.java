package io.ringmain.gateway.displays;

import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;

/** A display in HTML, read as browsers read it. */
final class HtmlDisplay {
    private HtmlDisplay() {}

    /** Thread: any. */
    static void check(String text) throws UnsoundDisplayException {
        for (Element element : parse(text).getAllElements()) {
            int line = line(element);
            DisplayRules.element(element.normalName(), line);
            for (Attribute attribute : element.attributes()) {
                DisplayRules.attribute(element.normalName(), attribute.getKey(), attribute.getValue(), line);
            }
            if (element.normalName().endsWith("style")) {
                DisplayRules.style(element.data() + element.wholeText(), line);
            }
        }
    }

    /** What it says of itself. */
    static Outline outline(String text) {
        Document document = parse(text);
        Element display = document.selectFirst("rm-display");
        if (display == null) {
            return Outline.of(document.title(), name -> "");
        }
        return Outline.of(display.hasAttr("heading") ? display.attr("heading") : document.title(), display::attr);
    }

    private static Document parse(String text) {
        return Parser.htmlParser().setTrackPosition(true).parseInput(text, "");
    }

    /** Where it begins; of what browsers add by themselves, where what is around it does. */
    private static int line(Element element) {
        for (Node node = element; node != null; node = node.parent()) {
            if (node.sourceRange().isTracked() && node.sourceRange().start().lineNumber() > 0) {
                return node.sourceRange().start().lineNumber();
            }
        }
        return 0;
    }
}
