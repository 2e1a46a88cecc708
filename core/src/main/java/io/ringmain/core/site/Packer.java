package io.ringmain.core.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs definitions one after the other; nothing of their objects is kept.
 *
 * <p>Thread: one.
 */
public final class Packer<T> {
    private static final int FIRST_SIZE = 64;

    private final Packing<T> packing;
    private final Definitions<T> before;
    private final DefinitionOutput page = new DefinitionOutput();
    private final DefinitionOutput rest = new DefinitionOutput();
    private final List<byte[]> pages = new ArrayList<>();
    private int[] offsets = new int[FIRST_SIZE];
    private int size;
    private int retired;

    Packer(Packing<T> packing) {
        this(packing, null);
    }

    /** @param before what is likely to be much the same: equal pages are taken from there, null for none */
    Packer(Packing<T> packing, Definitions<T> before) {
        this.packing = packing;
        this.before = before;
    }

    public void add(T definition) {
        begin();
        page.text(packing.nameOf().apply(definition));
        rest.clear();
        packing.writer().write(rest, definition);
        page.whole(rest.size() + 1L);
        page.append(rest);
    }

    /** A name that is no longer configured. */
    void addRetired(String name) {
        begin();
        page.text(name);
        page.whole(0);
        retired++;
    }

    /** A definition as another list has it; it must be configured there. */
    void addSame(Definitions<T> other, int id) {
        begin();
        other.copyTo(page, id);
    }

    public int size() {
        return size;
    }

    private void begin() {
        if ((size & (1 << Definitions.PAGE_SHIFT) - 1) == 0 && size > 0) {
            endPage();
        }
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.multiplyExact(size, 2));
        }
        offsets[size++] = page.size();
    }

    private void endPage() {
        byte[] bytes = page.toBytes();
        byte[] same = before == null ? null : before.page(pages.size());
        pages.add(Arrays.equals(bytes, same) ? same : bytes);
        page.clear();
    }

    /** All that were added. */
    public Definitions<T> pack() {
        if (page.size() > 0) {
            endPage();
        }
        return new Definitions<>(packing, pages.toArray(byte[][]::new), Arrays.copyOf(offsets, size), retired);
    }
}
