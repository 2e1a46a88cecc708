package io.ringmain.gateway.displays;

/**
 * What there is to say of a display, without its text.
 *
 * @param name of the file
 * @param title what the file calls itself, else its name without the ending
 * @param size in bytes
 * @param hash SHA-256 of the text, in hexadecimal
 */
public record Display(String name, String title, int size, String hash) {
    private static final String SVG = ".svg";
    private static final int ETAG_LENGTH = 32;

    public boolean isSvg() {
        return name.endsWith(SVG);
    }

    public String contentType() {
        return isSvg() ? "image/svg+xml" : "text/html; charset=utf-8";
    }

    public String etag() {
        return '"' + hash.substring(0, ETAG_LENGTH) + '"';
    }
}
