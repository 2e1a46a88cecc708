package io.ringmain.gateway.displays;

/**
 * What there is to say of a display, without its text.
 *
 * @param name of the file
 * @param title what the file calls itself, else its name without the ending
 * @param size in bytes
 * @param hash SHA-256 of the text, in hexadecimal
 * @param level 1 to 4 as ISA-101 counts them, 0 when the file does not say
 * @param parent name of the display above it, empty for none
 * @param area whose things it shows, empty for none
 * @param order where it stands among those of the same parent
 */
public record Display(
        String name, String title, int size, String hash, int level, String parent, String area, int order) {
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
