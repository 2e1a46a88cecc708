package io.ringmain.historian.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Manifests that were read, as long as their files are what they were: a start looks at all of them several times, each
 * reader once, and a site that was started a thousand times has a thousand. A manifest is never changed in place but
 * replaced, so that another file has another key.
 *
 * <p>Thread: any. Allocates: per manifest.
 */
final class KnownManifests {
    /** The file in which it stood. */
    private record File(Object key, long bytes, long changedNs) {}

    private record Known(File file, EpochManifest manifest) {}

    private final Map<Integer, Known> byEpoch = new ConcurrentHashMap<>();

    /** The same as {@link EpochManifest#read}. */
    EpochManifest read(int epoch, Path folder) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(folder.resolve(EpochManifest.FILE), BasicFileAttributes.class);
        File file = new File(
                attributes.fileKey(),
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
        Known known = byEpoch.get(epoch);
        if (known == null || !known.file.equals(file)) {
            known = new Known(file, EpochManifest.read(folder)); // a later one at most, which the next look reads again
            byEpoch.put(epoch, known);
        }
        return known.manifest;
    }
}
