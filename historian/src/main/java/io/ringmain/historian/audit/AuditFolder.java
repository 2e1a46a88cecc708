package io.ringmain.historian.audit;

import io.ringmain.historian.files.CheckedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names in a data folder's audit.
 *
 * <pre>
 *   DIR/audit/log.properties             format, id of the log, leaves in a block (as power of two)
 *   DIR/audit/secret/signing-key.pem     private key (PKCS 8), owner only; no part of exports and backups
 *   DIR/audit/entries.log                keys and deletions, signed; see {@link EntryLog}
 *   DIR/audit/leaves-0000000000.bin ...  blocks of leaves, see {@link LeafBlock}
 *   DIR/audit/blocks.bin                 roots of whole blocks, see {@link BlockRoots}
 *   DIR/audit/checkpoints-...bin         signed checkpoints, see {@link CheckpointLog}
 *   DIR/audit/rotate.request             asks the running process for a new key
 * </pre>
 *
 * @param path DIR/audit
 * @param logId of the log; 32 hexadecimal digits
 * @param blockBits two to it are the leaves in a block
 */
record AuditFolder(Path path, String logId, int blockBits) {
    static final int BLOCK_BITS = 16;
    private static final int MAX_BLOCK_BITS = 24;
    private static final int FORMAT = 2;
    private static final int ID_BYTES = 16;
    private static final String FILE = "log.properties";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    static Path of(Path dataFolder) {
        return dataFolder.resolve("audit");
    }

    static boolean isIn(Path dataFolder) {
        return Files.exists(of(dataFolder).resolve(FILE));
    }

    /** Makes the audit of a data folder that has none. */
    static AuditFolder create(Path dataFolder, int blockBits) throws IOException {
        Path path = of(dataFolder);
        Files.createDirectories(path);
        byte[] id = new byte[ID_BYTES];
        new SecureRandom().nextBytes(id);
        AuditFolder folder = new AuditFolder(path, HexFormat.of().formatHex(id), blockBits);
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("format", Integer.toString(FORMAT));
        entries.put("log", folder.logId);
        entries.put("blockBits", Integer.toString(blockBits));
        CheckedFile.writeEntries(path.resolve(FILE), entries);
        CheckedFile.forceFolder(dataFolder);
        return folder;
    }

    /** @throws AuditException when it can not be read or is none */
    static AuditFolder read(Path dataFolder) {
        Path path = of(dataFolder);
        Path file = path.resolve(FILE);
        try {
            Map<String, String> entries = CheckedFile.readEntries(file);
            long format = CheckedFile.number(file, entries, "format");
            if (format != FORMAT) {
                throw new AuditException(file + ": format " + format + ", this program reads " + FORMAT);
            }
            String id = entries.getOrDefault("log", "");
            long bits = CheckedFile.number(file, entries, "blockBits");
            if (!ID.matcher(id).matches() || bits < 1 || bits > MAX_BLOCK_BITS) {
                throw new AuditException(file + ": it names no log");
            }
            return new AuditFolder(path, id, (int) bits);
        } catch (IOException e) {
            throw new AuditException(file + " can not be read: " + e.getMessage(), e);
        }
    }

    int blockLeaves() {
        return 1 << blockBits;
    }

    Path leaves(long block) {
        return path.resolve(String.format(Locale.ROOT, "leaves-%010d.bin", block));
    }

    Path checkpoints(long number) {
        return path.resolve(String.format(Locale.ROOT, "checkpoints-%010d.bin", number));
    }

    Path entries() {
        return path.resolve("entries.log");
    }

    Path blocks() {
        return path.resolve("blocks.bin");
    }

    Path privateKey() {
        return path.resolve("secret").resolve("signing-key.pem");
    }

    Path rotateRequest() {
        return path.resolve("rotate.request");
    }

    /** Numbers of the files of leaves, in order. */
    List<Long> blockNumbers() {
        return numbers("leaves-");
    }

    /** Numbers of the files of checkpoints, in order. */
    List<Long> checkpointNumbers() {
        return numbers("checkpoints-");
    }

    private List<Long> numbers(String prefix) {
        Pattern name = Pattern.compile(Pattern.quote(prefix) + "(\\d{10})\\.bin");
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> name.matcher(file.getFileName().toString()))
                    .filter(java.util.regex.Matcher::matches)
                    .map(matcher -> Long.parseLong(matcher.group(1)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
