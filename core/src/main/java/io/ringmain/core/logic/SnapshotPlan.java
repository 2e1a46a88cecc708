package io.ringmain.core.logic;

import io.ringmain.core.site.SitePlan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads of a state snapshot what was configured, and nothing of the state. */
public final class SnapshotPlan {
    private SnapshotPlan() {}

    /**
     * The plan of a snapshot; the stream is read no further than that.
     *
     * @throws DamagedSnapshotException when it is not a snapshot of this program's format or is damaged up to there
     */
    public static SitePlan read(InputStream snapshot) throws IOException {
        ImageInput image = new ImageInput(snapshot);
        SnapshotHead.read(image);
        ByteArrayOutputStream canonical = new ByteArrayOutputStream();
        while (image.next() && image.section() == StateImage.PLAN) {
            canonical.write(image.payload().byteArray());
        }
        return StateImage.plan(canonical.toByteArray());
    }
}
