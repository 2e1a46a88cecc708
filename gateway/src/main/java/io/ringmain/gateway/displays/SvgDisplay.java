package io.ringmain.gateway.displays;

import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A display in SVG, which must be XML without document type, entities of its own and processing instructions. */
final class SvgDisplay {
    private static final String SVG = "http://www.w3.org/2000/svg";
    private static final String DATA = "data-";
    private static final int MOST_DEPTH = 500;

    private final XMLStreamReader reader;
    private final StringBuilder style = new StringBuilder();
    private final StringBuilder title = new StringBuilder();
    /** Attributes of the root that begin so, without it. */
    private final Map<String, String> data = new HashMap<>();

    private int depth;
    private int styleDepth;
    private int titleDepth;
    private boolean hasTitle;

    private SvgDisplay(String text) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        reader = factory.createXMLStreamReader(new StringReader(text));
    }

    /**
     * Checks it.
     *
     * @return what it says of itself
     */
    static Outline check(String text) throws UnsoundDisplayException {
        try {
            SvgDisplay display = new SvgDisplay(text);
            while (display.reader.hasNext()) {
                display.take(display.reader.next());
            }
            return Outline.of(display.title.toString(), display.data::get);
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new UnsoundDisplayException(line, "is no well-formed XML");
        }
    }

    private void take(int event) throws UnsoundDisplayException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin();
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> characters();
            case XMLStreamConstants.DTD -> throw unsound("a document type is not allowed");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw unsound("an entity of its own is not allowed");
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> throw unsound("a processing instruction is not allowed");
            default -> {
                // comments, the beginning and the end
            }
        }
    }

    private void begin() throws UnsoundDisplayException {
        depth++;
        String name = reader.getLocalName();
        if (depth == 1 && (!name.equals("svg") || !SVG.equals(reader.getNamespaceURI()))) {
            throw unsound("must be an <svg xmlns=\"" + SVG + "\">");
        }
        if (depth > MOST_DEPTH) {
            throw unsound("is nested too deeply");
        }
        int line = reader.getLocation().getLineNumber();
        DisplayRules.element(name, line);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String attribute = reader.getAttributeLocalName(i);
            if (depth == 1 && attribute.startsWith(DATA)) {
                data.put(attribute.substring(DATA.length()), reader.getAttributeValue(i));
            }
            DisplayRules.attribute(
                    name,
                    prefix == null || prefix.isEmpty() ? attribute : prefix + ":" + attribute,
                    reader.getAttributeValue(i),
                    line);
        }
        if (styleDepth == 0 && name.equalsIgnoreCase("style")) {
            styleDepth = depth;
        }
        if (!hasTitle && depth == 2 && name.equals("title")) {
            hasTitle = true;
            titleDepth = depth;
        }
    }

    private void end() throws UnsoundDisplayException {
        if (styleDepth == depth) {
            DisplayRules.style(style.toString(), reader.getLocation().getLineNumber());
            style.setLength(0);
            styleDepth = 0;
        }
        if (titleDepth == depth) {
            titleDepth = 0;
        }
        depth--;
    }

    private void characters() {
        if (styleDepth > 0) {
            style.append(reader.getText());
        }
        if (titleDepth > 0) {
            title.append(reader.getText());
        }
    }

    private UnsoundDisplayException unsound(String reason) {
        return new UnsoundDisplayException(reader.getLocation().getLineNumber(), reason);
    }
}
