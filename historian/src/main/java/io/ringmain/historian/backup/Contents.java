package io.ringmain.historian.backup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in an archive, written as its last file.
 *
 * <pre>
 *   ringmain-backup 1
 *   key value                      created, ringmain, lastSequence
 *   file SHA-256 bytes name        one line a file
 *   end SHA-256                    of all lines before
 * </pre>
 *
 * @param about what is known of the backup as a whole
 * @param files in the order of the archive
 */
record Contents(Map<String, String> about, List<Item> files) {
    static final String FILE = "ringmain-backup.txt";
    static final String CREATED = "created";
    static final String RINGMAIN = "ringmain";
    static final String LAST_SEQUENCE = "lastSequence";

    private static final int FORMAT = 1;
    private static final String HEAD = "ringmain-backup ";
    private static final Pattern LINE = Pattern.compile("file ([0-9a-f]{64}) (\\d{1,18}) (.+)");
    private static final Pattern ABOUT = Pattern.compile("([A-Za-z]+) (.*)");
    private static final int MOST_NAME_BYTES = 4_000;
    private static final int MOST_PART_BYTES = 255;

    /** One file of the archive. */
    record Item(String name, long bytes, String sha256) {}

    Contents {
        about = Collections.unmodifiableMap(new LinkedHashMap<>(about));
        files = List.copyOf(files);
    }

    byte[] encode() {
        StringBuilder text = new StringBuilder(HEAD).append(FORMAT).append('\n');
        about.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
        for (Item item : files) {
            text.append("file ")
                    .append(item.sha256())
                    .append(' ')
                    .append(item.bytes())
                    .append(' ')
                    .append(item.name())
                    .append('\n');
        }
        String digest = Digests.of(text.toString());
        text.append("end ").append(digest).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws BackupException when it is not what {@link #encode} made */
    static Contents decode(byte[] utf8) throws BackupException {
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (!text.startsWith(HEAD)) {
            throw new BackupException(FILE + " does not begin like that of a backup");
        }
        int end = text.lastIndexOf("\nend ") + 1;
        if (end <= 0 || !text.substring(end).equals("end " + Digests.of(text.substring(0, end)) + "\n")) {
            throw new BackupException(FILE + " is damaged: its digest is wrong");
        }
        List<String> lines = text.substring(0, end).lines().toList();
        String format = lines.get(0).substring(HEAD.length());
        if (!format.equals(Integer.toString(FORMAT))) {
            throw new BackupException("the backup has format " + format + ", this program reads " + FORMAT);
        }
        Map<String, String> about = new LinkedHashMap<>();
        List<Item> files = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            Matcher file = LINE.matcher(line);
            Matcher other = ABOUT.matcher(line);
            if (file.matches()) {
                files.add(new Item(requireSafe(file.group(3)), Long.parseLong(file.group(2)), file.group(1)));
            } else if (other.matches()) {
                about.put(other.group(1), other.group(2));
            } else {
                throw new BackupException(FILE + ": '" + line + "' can not be read");
            }
        }
        return new Contents(about, files);
    }

    long bytes() {
        return files.stream().mapToLong(Item::bytes).sum();
    }

    /**
     * A name that stays inside the folder that it is restored to, on every system.
     *
     * @throws BackupException when it might not
     */
    static String requireSafe(String name) throws BackupException {
        String[] parts = name.split("/", -1);
        boolean isSafe =
                (parts[0].equals(Archive.DATA) || parts[0].equals(Archive.SITE) || parts[0].equals(Archive.MACHINES))
                        && parts.length > 1
                        && name.getBytes(StandardCharsets.UTF_8).length <= MOST_NAME_BYTES;
        for (String part : parts) {
            isSafe &= !part.isEmpty()
                    && !part.equals(".")
                    && !part.equals("..")
                    && part.getBytes(StandardCharsets.UTF_8).length <= MOST_PART_BYTES
                    && part.chars().noneMatch(c -> c < ' ' || c == 127 || c == '\\' || c == ':');
        }
        if (!isSafe) {
            throw new BackupException(
                    "the name '" + name.replaceAll("\\p{Cntrl}", "?") + "' is not allowed in a backup");
        }
        return name;
    }
}
