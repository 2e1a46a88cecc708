package io.ringmain.gateway.render;

/** What a page is turned into. */
public enum RenderFormat {
    PDF("pdf", "application/pdf"),
    PNG("png", "image/png");

    private final String label;
    private final String contentType;

    RenderFormat(String label, String contentType) {
        this.label = label;
        this.contentType = contentType;
    }

    /** The name in requests and of files. */
    public String label() {
        return label;
    }

    public String contentType() {
        return contentType;
    }
}
