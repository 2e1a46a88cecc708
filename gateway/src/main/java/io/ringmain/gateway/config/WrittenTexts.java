package io.ringmain.gateway.config;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * What is written for the definitions of a section, by name. Hardly ever asked for and much alike, so it is kept compressed, so
 * many a block: a tenth of the text.
 *
 * <p>Thread: any, immutable. Allocates: a block when a text is asked for.
 */
final class WrittenTexts {
    static final WrittenTexts NONE = new Builder().build();

    private static final int BLOCK_SHIFT = 7;
    private static final int FREE = -1;
    private static final int SPREAD = 0x9E3779B9;

    private final byte[][] blocks;
    /** Open addressing: the number of a text in the low bits, as much of its name's hash as there is room for in the others. */
    private final int[] slots;

    private final int numberBits;

    private WrittenTexts(byte[][] blocks, int[] hashes, int count) {
        this.blocks = blocks;
        numberBits = Integer.SIZE - Integer.numberOfLeadingZeros(count + 1); // never all ones
        int size = 4;
        while (3L * size < 4L * count) {
            size *= 2;
        }
        slots = new int[size];
        Arrays.fill(slots, FREE);
        for (int number = 0; number < count; number++) {
            int slot = slot(hashes[number]);
            while (slots[slot] != FREE) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = mark(hashes[number]) | number;
        }
    }

    private int slot(int hash) {
        return hash & slots.length - 1;
    }

    private int mark(int hash) {
        return hash & -1 << numberBits;
    }

    private static int hash(String name) {
        int hash = name.hashCode() * SPREAD;
        return hash ^ hash >>> 16;
    }

    /** The text, null when nothing is written. */
    String get(String name) {
        int hash = hash(name);
        for (int slot = slot(hash); slots[slot] != FREE; slot = slot + 1 & slots.length - 1) {
            int number = slots[slot] & (1 << numberBits) - 1;
            String text = mark(slots[slot]) == mark(hash) ? read(number, name) : null;
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** All of them, in the order in which they were added. */
    void forEach(BiConsumer<String, String> taker) {
        for (byte[] block : blocks) {
            try (DataInputStream in = new DataInputStream(
                    new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(block))))) {
                for (int length = first(in); length >= 0; length = first(in)) {
                    String name = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                    taker.accept(name, text(in));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("reading from memory", e);
            }
        }
    }

    /** The length of the next name, -1 at the end. */
    private static int first(DataInputStream in) throws IOException {
        int high = in.read();
        return high < 0 ? -1 : high << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
    }

    /** The text of that number if it has that name, else null. */
    private String read(int number, String name) {
        byte[] block = blocks[number >>> BLOCK_SHIFT];
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(block)))) {
            for (int i = number & (1 << BLOCK_SHIFT) - 1; i > 0; i--) {
                in.skipNBytes(in.readInt());
                in.skipNBytes(in.readInt());
            }
            return text(in).equals(name) ? text(in) : null;
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /** Takes text after text. Thread: one. */
    static final class Builder {
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        private final List<byte[]> blocks = new ArrayList<>();
        private final ByteArrayOutputStream block = new ByteArrayOutputStream();
        private DataOutputStream out;
        private int[] hashes = new int[16];
        private int count;

        void add(String name, String text) {
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, 2 * count);
            }
            hashes[count] = hash(name);
            try {
                if ((count & (1 << BLOCK_SHIFT) - 1) == 0) {
                    endBlock();
                    deflater.reset();
                    out = new DataOutputStream(
                            new BufferedOutputStream(new DeflaterOutputStream(block, deflater), 1 << 15));
                }
                put(name);
                put(text);
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory", e);
            }
            count++;
        }

        private void put(String text) throws IOException {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        }

        private void endBlock() throws IOException {
            if (out != null) {
                out.close();
                blocks.add(block.toByteArray());
                block.reset();
                out = null;
            }
        }

        WrittenTexts build() {
            try {
                endBlock();
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory", e);
            }
            deflater.end();
            return new WrittenTexts(blocks.toArray(byte[][]::new), hashes, count);
        }
    }
}
