package io.ringmain.historian.audit;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of checkpoints, only ever appended to; a new one after so many. Not forced one by one: the newest may be lost
 * with the power, the next one says the same and more. Of files that are two behind only every 256th checkpoint is kept: each
 * one covers all before it, so that older ones tell nothing but closer to when something happened.
 *
 * <pre>
 *   CRC32C | key (int) | size (long) | sequence (long) | time ms (long) | root (32) | chain (32) | signature (64)
 * </pre>
 *
 * <p>Thread: its owner.
 */
final class CheckpointLog implements AutoCloseable {
    static final int BYTES = 32 + 2 * TreeHash.BYTES + 64;
    /** About four and a half hours. */
    static final int IN_A_FILE = 1 << 14;

    static final int KEPT_OF = 256;
    private static final int IN_A_THINNED_FILE = IN_A_FILE / KEPT_OF;

    private final AuditFolder folder;
    private FileChannel channel;
    private long number;
    private int inFile;
    private Checkpoint last;

    private CheckpointLog(AuditFolder folder) {
        this.folder = folder;
    }

    static CheckpointLog open(AuditFolder folder) throws IOException {
        CheckpointLog log = new CheckpointLog(folder);
        for (long number : lastTwo(folder)) {
            List<Checkpoint> present = read(folder, number, new ArrayList<>());
            log.number = number;
            log.inFile = present.size();
            log.last = present.isEmpty() ? log.last : present.get(present.size() - 1);
        }
        log.openFile();
        log.channel.truncate((long) log.inFile * BYTES); // what a loss of power left of a last one
        return log;
    }

    private static List<Long> lastTwo(AuditFolder folder) {
        List<Long> numbers = folder.checkpointNumbers();
        return numbers.subList(Math.max(0, numbers.size() - 2), numbers.size());
    }

    /** The newest one that is whole, null when there is none. */
    static Checkpoint newest(AuditFolder folder) throws IOException {
        Checkpoint newest = null;
        for (long number : lastTwo(folder)) {
            List<Checkpoint> present = read(folder, number, new ArrayList<>());
            newest = present.isEmpty() ? newest : present.get(present.size() - 1);
        }
        return newest;
    }

    /**
     * All checkpoints that are whole, in order.
     *
     * @param problems gets a line for what stands behind damage in the middle
     */
    static List<Checkpoint> readAll(AuditFolder folder, List<String> problems) throws IOException {
        List<Checkpoint> all = new ArrayList<>();
        List<Long> numbers = folder.checkpointNumbers();
        for (long number : numbers) {
            boolean isLast = number == numbers.get(numbers.size() - 1);
            List<Checkpoint> present = read(folder, number, isLast ? problems : new ArrayList<>());
            if (!isLast && present.size() != IN_A_FILE && present.size() != IN_A_THINNED_FILE) {
                problems.add(folder.checkpoints(number) + ": checkpoint " + present.size() + " in it is damaged");
            }
            all.addAll(present);
        }
        return all;
    }

    private static List<Checkpoint> read(AuditFolder folder, long number, List<String> problems) throws IOException {
        Path file = folder.checkpoints(number);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Checkpoint> present = new ArrayList<>();
        int at = 0;
        while (at + BYTES <= bytes.capacity() && isWhole(bytes, at)) {
            present.add(get(bytes, at, folder.logId()));
            at += BYTES;
        }
        for (int behind = at + BYTES; behind + BYTES <= bytes.capacity(); behind += BYTES) {
            if (isWhole(bytes, behind)) {
                problems.add(file + ": checkpoint " + present.size() + " in it is damaged, whole ones follow");
                break;
            }
        }
        return present;
    }

    private static boolean isWhole(ByteBuffer bytes, int at) {
        return bytes.getInt(at) == LeafBlock.crc(bytes, at + Integer.BYTES, BYTES - Integer.BYTES);
    }

    private static Checkpoint get(ByteBuffer bytes, int at, String logId) {
        byte[] root = new byte[TreeHash.BYTES];
        byte[] chain = new byte[TreeHash.BYTES];
        byte[] signature = new byte[64];
        bytes.get(at + 32, root).get(at + 64, chain).get(at + 96, signature);
        return new Checkpoint(
                logId,
                bytes.getLong(at + 8),
                bytes.getLong(at + 16),
                root,
                chain,
                bytes.getLong(at + 24),
                bytes.getInt(at + 4),
                signature);
    }

    /** The last one, null when there is none. */
    Checkpoint last() {
        return last;
    }

    void append(Checkpoint checkpoint) throws IOException {
        if (inFile == IN_A_FILE) {
            channel.force(true);
            channel.close();
            number++;
            inFile = 0;
            openFile();
            thin(number - 2);
        }
        ByteBuffer bytes = bytes(checkpoint);
        long at = (long) inFile * BYTES;
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + bytes.position());
        }
        inFile++;
        last = checkpoint;
    }

    private static ByteBuffer bytes(Checkpoint checkpoint) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0)
                .putInt(checkpoint.key())
                .putLong(checkpoint.size())
                .putLong(checkpoint.sequence())
                .putLong(checkpoint.timeMs())
                .put(checkpoint.root())
                .put(checkpoint.chain())
                .put(checkpoint.signature());
        bytes.putInt(0, LeafBlock.crc(bytes, Integer.BYTES, BYTES - Integer.BYTES));
        return bytes.flip();
    }

    /** Keeps the last of each so many checkpoints of a full file. */
    private void thin(long old) throws IOException {
        Path file = folder.checkpoints(old);
        if (old < 0 || !Files.exists(file)) {
            return;
        }
        List<Checkpoint> present = read(folder, old, new ArrayList<>());
        if (present.size() != IN_A_FILE) {
            return;
        }
        ByteBuffer kept = ByteBuffer.allocate(IN_A_THINNED_FILE * BYTES);
        for (int i = KEPT_OF - 1; i < present.size(); i += KEPT_OF) {
            kept.put(bytes(present.get(i)));
        }
        CheckedFile.write(file, kept.flip());
    }

    private void openFile() throws IOException {
        channel = FileChannel.open(folder.checkpoints(number), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Makes what was appended survive a loss of power. */
    void force() throws IOException {
        channel.force(true);
    }

    /** Deletes files whose checkpoints cover deleted batches only; the present one and the one before stay. */
    void deleteUpTo(long sequence) throws IOException {
        for (long old : folder.checkpointNumbers()) {
            if (old < number - 1) {
                List<Checkpoint> present = read(folder, old, new ArrayList<>());
                // one that can not be read stays, for verify to name it
                if (!present.isEmpty() && present.get(present.size() - 1).sequence() <= sequence) {
                    Files.delete(folder.checkpoints(old));
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
