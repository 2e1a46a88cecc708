package io.ringmain.core.logic;

import java.io.IOException;
import java.io.InputStream;

/** Looks whether a stored snapshot is what was written, without making a state of it. Thread: any. */
public final class SnapshotCheck {

    private SnapshotCheck() {}

    /**
     * Reads it whole.
     *
     * @return the last event in it
     * @throws DamagedSnapshotException when it is damaged, or of another format
     */
    public static long lastSequence(InputStream in) throws IOException {
        ImageInput image = new ImageInput(in);
        SnapshotHead head = SnapshotHead.read(image);
        while (image.next()) {
            // each frame is checked
        }
        return head.sequence();
    }
}
