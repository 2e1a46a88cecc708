package io.ringmain.gateway.displays;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may stand in a display: nothing that runs, nothing that reaches for another server, nothing that sends. Names are
 * compared in lower case and without a prefix, so that no spelling of them gets around it.
 */
final class DisplayRules {
    private static final Set<String> ELEMENTS = Set.of(
            "script",
            "iframe",
            "frame",
            "frameset",
            "fencedframe",
            "portal",
            "object",
            "embed",
            "applet",
            "form",
            "base",
            "link",
            "handler",
            "listener",
            "math",
            // what browsers read in different ways, with and without scripts
            "noscript",
            "noembed",
            "noframes",
            "xmp",
            "plaintext");
    /** Wherever they stand, comments too: no two parsers need to agree on what is one. */
    private static final Pattern TAG =
            Pattern.compile("</?(?:[a-z0-9_-]+:)?(" + String.join("|", ELEMENTS) + ")(?=[\\s/>]|$)");

    private static final Set<String> ADDRESSES = Set.of(
            "action",
            "archive",
            "background",
            "cite",
            "classid",
            "codebase",
            "data",
            "formaction",
            "icon",
            "longdesc",
            "manifest",
            "ping",
            "poster",
            "profile",
            "usemap");
    private static final Set<String> IMAGES = Set.of("img", "image", "feimage");
    private static final Set<String> IMAGE_ADDRESSES = Set.of("src", "href");
    private static final Set<String> ANIMATIONS = Set.of("animate", "set", "animatetransform", "animatemotion");

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*:.*", Pattern.DOTALL);
    private static final Pattern RUNNING = Pattern.compile("(javascript|vbscript|livescript):.*", Pattern.DOTALL);
    private static final Pattern IMAGE_DATA =
            Pattern.compile("data:image/(png|jpeg|gif|webp|avif|svg\\+xml)[;,].*", Pattern.DOTALL);
    private static final Pattern BLANK = Pattern.compile("[\\x00-\\x20\\x7f-\\xa0\\u2028\\u2029\\ufeff]+");
    private static final Pattern STYLE_ADDRESS =
            Pattern.compile("url\\(\\s*(?:'([^']*)'|\"([^\"]*)\"|([^)'\"]*))\\s*\\)");

    private DisplayRules() {}

    /** Thread: any. */
    static void text(String text) throws UnsoundDisplayException {
        if (text.isBlank()) {
            throw new UnsoundDisplayException(0, "is empty");
        }
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher tag = TAG.matcher(lower);
        if (tag.find()) {
            int line = 1
                    + (int) lower.substring(0, tag.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw new UnsoundDisplayException(line, "<" + tag.group(1) + "> is not allowed");
        }
    }

    static void element(String element, int line) throws UnsoundDisplayException {
        if (ELEMENTS.contains(local(element))) {
            throw new UnsoundDisplayException(line, "<" + local(element) + "> is not allowed");
        }
    }

    static void attribute(String element, String attribute, String value, int line) throws UnsoundDisplayException {
        String name = local(attribute);
        String of = local(element);
        if (name.startsWith("on")) {
            throw new UnsoundDisplayException(line, "the attribute " + name + " is not allowed, nothing may run");
        }
        if (name.equals("srcdoc") || of.equals("meta") && name.equals("http-equiv")) {
            throw new UnsoundDisplayException(line, "the attribute " + name + " is not allowed");
        }
        if (attribute.toLowerCase(Locale.ROOT).equals("xml:base")) {
            throw new UnsoundDisplayException(line, "the attribute xml:base is not allowed");
        }
        String plain = plain(value);
        if (ANIMATIONS.contains(of) && name.equals("attributename") && mayNotMove(local(plain))) {
            throw new UnsoundDisplayException(line, "the attribute " + local(plain) + " may not be animated");
        }
        if (RUNNING.matcher(plain).matches()) {
            throw new UnsoundDisplayException(line, name + ": an address that runs is not allowed");
        }
        if (name.equals("srcset") || name.equals("imagesrcset")) {
            if (plain.contains(":") || plain.contains("//") || plain.contains("\\")) {
                throw external(name, line);
            }
        } else if (isAddress(name)) {
            boolean isPicture = IMAGES.contains(of)
                    && IMAGE_ADDRESSES.contains(name)
                    && IMAGE_DATA.matcher(plain).matches();
            if (!isPicture && isExternal(plain)) {
                throw external(name, line);
            }
        } else if (name.equals("style") || plain.contains("url(") || plain.contains("image-set(")) {
            style(value, line);
        }
    }

    /** What stands in an attribute {@code style} or an element of that name. */
    static void style(String style, int line) throws UnsoundDisplayException {
        String text = style.toLowerCase(Locale.ROOT);
        StringBuilder rest = new StringBuilder();
        Matcher address = STYLE_ADDRESS.matcher(text);
        while (address.find()) {
            String plain = plain(text.substring(address.start() + "url(".length(), address.end() - 1))
                    .replaceAll("^['\"]|['\"]$", "");
            if (!IMAGE_DATA.matcher(plain).matches() && isExternal(plain)) {
                throw external("style", line);
            }
            address.appendReplacement(rest, " ");
        }
        address.appendTail(rest);
        String left = rest.toString();
        if (left.contains("\\")) {
            throw new UnsoundDisplayException(line, "style: a backslash is not allowed");
        }
        if (left.contains("@import") || left.contains("expression(") || left.contains("-moz-binding")) {
            throw new UnsoundDisplayException(line, "style: @import, expression() and bindings are not allowed");
        }
        if (left.contains("url(") || left.contains("http:") || left.contains("https:") || left.contains("//")) {
            throw external("style", line);
        }
    }

    private static UnsoundDisplayException external(String name, int line) {
        return new UnsoundDisplayException(
                line, name + ": only addresses on this server are allowed, such as #a, and data: for images");
    }

    private static boolean isAddress(String name) {
        return ADDRESSES.contains(name) || name.endsWith("href") || name.endsWith("src") || name.endsWith("url");
    }

    /** Browsers take backslashes for slashes. */
    private static boolean isExternal(String plain) {
        return plain.contains("\\")
                || plain.startsWith("//")
                || SCHEME.matcher(plain).matches();
    }

    private static boolean mayNotMove(String name) {
        return name.startsWith("on") || name.equals("style") || name.equals("class") || isAddress(name);
    }

    /** As browsers read an address: without blanks and control characters. */
    private static String plain(String value) {
        return BLANK.matcher(value).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }
}
