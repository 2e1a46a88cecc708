package io.ringmain.historian.audit;

import io.ringmain.core.codec.BatchHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** What somebody does to a journal's files who knows their format and has no key. */
final class Attack {
    private final Path folder;

    Attack(Path folder) {
        this.folder = folder;
    }

    Path epoch(int number) {
        return folder.resolve("journal").resolve(String.format(Locale.ROOT, "epoch-%06d", number));
    }

    List<Path> segments(int epoch) throws IOException {
        try (Stream<Path> files = Files.list(epoch(epoch))) {
            return files.filter(file -> file.toString().endsWith(".cq4"))
                    .sorted()
                    .toList();
        }
    }

    /** Changes the last byte of a batch and makes its checksum right again. */
    void edit(int epoch, long firstSequence) throws IOException {
        Place place = find(epoch, firstSequence);
        ByteBuffer bytes = place.bytes;
        int last = place.at + place.length() - 1;
        bytes.put(last, (byte) (bytes.get(last) ^ 1));
        place.seal();
        place.write();
    }

    /** Takes a batch out and moves what follows into its place. */
    void delete(int epoch, long firstSequence) throws IOException {
        Place place = find(epoch, firstSequence);
        int from = place.at - Integer.BYTES;
        int behind = place.at + place.length() + 3 & ~3;
        byte[] bytes = place.bytes.array();
        System.arraycopy(bytes, behind, bytes, from, bytes.length - behind);
        place.write();
    }

    /** Exchanges two batches of the same length. */
    void exchange(int epoch, long one, long other) throws IOException {
        byte[] first = bytes(find(epoch, one));
        byte[] second = bytes(find(epoch, other));
        if (first.length != second.length) {
            throw new IllegalArgumentException("not of one length");
        }
        Place later = find(epoch, other);
        Place earlier = find(epoch, one);
        later.bytes.put(later.at, first);
        later.write();
        ByteBuffer target = later.file.equals(earlier.file) ? later.bytes : earlier.bytes;
        target.put(earlier.at, second);
        Files.write(earlier.file, target.array());
    }

    private static byte[] bytes(Place place) {
        byte[] bytes = new byte[place.length()];
        place.bytes.get(place.at, bytes);
        return bytes;
    }

    /** Ends a segment before a batch, as if nothing had followed. */
    void cut(int epoch, long firstSequence) throws IOException {
        Place place = find(epoch, firstSequence);
        for (int at = place.at - Integer.BYTES; at < place.bytes.capacity(); at++) {
            place.bytes.put(at, (byte) 0);
        }
        place.write();
        for (Path later : segments(epoch)) {
            if (later.compareTo(place.file) > 0) {
                Files.delete(later);
            }
        }
        // the manifest would tell
        Files.deleteIfExists(epoch(epoch).resolve("sealed.properties"));
    }

    private Place find(int epoch, long firstSequence) throws IOException {
        for (Path file : segments(epoch)) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            UnsafeBuffer view = new UnsafeBuffer(bytes);
            for (int at = 4; at + BatchHeader.LEAST_BYTES < bytes.capacity(); at += 4) {
                boolean isHead = BatchHeader.length(view, at) == bytes.getInt(at - 4)
                        && BatchHeader.version(view, at) == BatchHeader.VERSION
                        && BatchHeader.firstSequence(view, at) == firstSequence;
                if (isHead) {
                    return new Place(file, bytes, at);
                }
            }
        }
        throw new IllegalArgumentException("no batch begins at " + firstSequence);
    }

    /** A batch in a file. */
    private record Place(Path file, ByteBuffer bytes, int at) {
        int length() {
            return BatchHeader.length(new UnsafeBuffer(bytes), at);
        }

        void seal() {
            CRC32C crc = new CRC32C();
            crc.update(bytes.array(), at + 4, length() - 4);
            bytes.putInt(at, (int) crc.getValue());
        }

        void write() throws IOException {
            Files.write(file, bytes.array());
        }
    }
}
