package io.ringmain.gateway.render;

import java.net.URI;

/**
 * What is to be rendered: a text, or a page of a server.
 *
 * @param html a whole document that needs nothing else, null for a page; scripts in it do not run
 * @param page address of the page, null for a text
 * @param session JSON object that the page finds as its session, as the HMI keeps it; null for none
 * @param width of the window, in CSS pixels
 * @param height of the window, and of a page of a PDF; a text is printed on A4
 */
public record Rendering(RenderFormat format, String html, URI page, String session, int width, int height) {
    public static final int LEAST = 200;
    public static final int MOST = 4_096;

    public Rendering {
        if (width < LEAST || width > MOST || height < LEAST || height > MOST) {
            throw new IllegalArgumentException("width and height must be from " + LEAST + " to " + MOST);
        }
    }

    public static Rendering of(RenderFormat format, String html, int width, int height) {
        return new Rendering(format, html, null, null, width, height);
    }

    /** A page that is shown with live values before it is taken. */
    public static Rendering of(RenderFormat format, URI page, String session, int width, int height) {
        return new Rendering(format, null, page, session, width, height);
    }

    /** Without the session, which holds a token. */
    @Override
    public String toString() {
        return format + " of " + (page == null ? "a text" : page);
    }
}
