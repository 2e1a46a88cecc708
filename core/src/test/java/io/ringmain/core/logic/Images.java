package io.ringmain.core.logic;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Snapshots of LOGIC as bytes. */
public final class Images {
    private Images() {}

    public static byte[] save(Logic logic) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StateCapture capture = logic.capture()) {
            capture.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static void load(Logic logic, byte[] image) {
        logic.load(new ByteArrayInputStream(image));
    }
}
