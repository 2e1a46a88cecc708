package io.ringmain.core.site;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.tag.TagDefinition;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Consumer;

/**
 * Definitions of one kind by number, packed: their canonical bytes, of which a definition is made whenever one is asked for. A
 * site of a million tags comes to some hundred bytes a definition instead of several times that in objects. Null stands where
 * a name is no longer configured.
 *
 * <pre>
 *   a page of 256:  name | 0 when retired, otherwise 1 + length of the rest | the rest as its codec writes it | next name ...
 * </pre>
 *
 * <p>Thread: any, immutable. Allocates: a definition each time one is asked for.
 */
public final class Definitions<T> extends AbstractList<T> implements RandomAccess {
    static final int PAGE_SHIFT = 8;
    private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;

    private final Packing<T> packing;
    private final byte[][] pages;
    /** Where each begins in its page. */
    private final int[] offsets;

    private final int retired;
    /** Made when the first name is looked for. */
    private volatile NameIndex index;

    Definitions(Packing<T> packing, byte[][] pages, int[] offsets, int retired) {
        this.packing = packing;
        this.pages = pages;
        this.offsets = offsets;
        this.retired = retired;
    }

    /** Packs tags one after the other. */
    public static Packer<TagDefinition> tags() {
        return new Packer<>(Packing.TAGS);
    }

    /** Packs alarms one after the other. */
    public static Packer<AlarmDefinition> alarms() {
        return new Packer<>(Packing.ALARMS);
    }

    /** The same definitions packed, the list itself when it is. */
    static <T> Definitions<T> of(Packing<T> packing, List<T> list) {
        if (list instanceof Definitions<T> packed && packed.retired == 0) {
            return packed;
        }
        Packer<T> packer = new Packer<>(packing);
        list.forEach(packer::add);
        return packer.pack();
    }

    /** Reads pages as {@link #forEachPage} gives them. */
    static <T> Definitions<T> ofPages(Packing<T> packing, byte[][] pages, int count) {
        int[] offsets = new int[count];
        int retired = 0;
        int id = 0;
        for (byte[] page : pages) {
            DefinitionInput in = new DefinitionInput(page);
            for (int i = 0; i <= PAGE_MASK && id < count; i++) {
                offsets[id++] = in.position();
                in.skip(in.length());
                int length = in.whole();
                retired += length == 0 ? 1 : 0;
                in.skip(length == 0 ? 0 : length - 1);
            }
            if (in.available() > 0) {
                throw new IllegalArgumentException(in.available() + " bytes behind the end of a page of definitions");
            }
        }
        return new Definitions<>(packing, pages, offsets, retired);
    }

    void forEachPage(Consumer<byte[]> taker) {
        for (byte[] page : pages) {
            taker.accept(page);
        }
    }

    byte[] page(int number) {
        return number < pages.length ? pages[number] : null;
    }

    @Override
    public int size() {
        return offsets.length;
    }

    /** How many are no longer configured. */
    int retired() {
        return retired;
    }

    @Override
    public T get(int id) {
        DefinitionInput in = new DefinitionInput(pages[id >>> PAGE_SHIFT], offsets[id]);
        String name = in.text();
        return in.whole() == 0 ? null : packing.reader().apply(in, name);
    }

    String name(int id) {
        return new DefinitionInput(pages[id >>> PAGE_SHIFT], offsets[id]).text();
    }

    /** Whether a definition of that number is configured. */
    boolean isPresent(int id) {
        if (id < 0 || id >= offsets.length) {
            return false;
        }
        DefinitionInput in = new DefinitionInput(pages[id >>> PAGE_SHIFT], offsets[id]);
        in.skip(in.length());
        return in.whole() != 0;
    }

    /** The first byte that the codec has written of a configured definition. */
    int firstCode(int id) {
        DefinitionInput in = new DefinitionInput(pages[id >>> PAGE_SHIFT], offsets[id]);
        in.skip(in.length());
        in.whole();
        return in.code();
    }

    /** Number of the first of that name, retired or not; -1 when there is none. */
    int find(String name) {
        NameIndex present = index;
        if (present == null) {
            present = new NameIndex(this);
            index = present;
        }
        return present.find(this, name);
    }

    boolean isNamed(String name) {
        return find(name) >= 0;
    }

    /** The first of that name, null when there is none. */
    T named(String name) {
        int id = find(name);
        return id < 0 ? null : get(id);
    }

    /** All names, for those who look for one that is similar. */
    Collection<String> names() {
        return new AbstractList<>() {
            @Override
            public String get(int id) {
                return name(id);
            }

            @Override
            public int size() {
                return offsets.length;
            }
        };
    }

    /** Whether a definition has the same name and says the same as one of another list. */
    boolean isSame(int id, Definitions<T> other, int otherId) {
        byte[] page = pages[id >>> PAGE_SHIFT];
        byte[] otherPage = other.pages[otherId >>> PAGE_SHIFT];
        if (page == otherPage && offsets[id] == other.offsets[otherId]) {
            return true;
        }
        return Arrays.equals(page, offsets[id], end(id), otherPage, other.offsets[otherId], other.end(otherId));
    }

    /** The same with other definitions in the place of some, and new ones behind them; null removes what may be there. */
    public Definitions<T> with(Map<String, T> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        Map<Integer, T> replaced = new HashMap<>();
        changes.forEach((name, definition) -> {
            if (isNamed(name)) {
                replaced.put(find(name), definition);
            }
        });
        Packer<T> merged = new Packer<>(packing, this);
        for (int id = 0; id < size(); id++) {
            T next = replaced.get(id);
            if (next != null) {
                merged.add(next);
            } else if (!replaced.containsKey(id)) {
                merged.addSame(this, id);
            }
        }
        changes.forEach((name, definition) -> {
            if (definition != null && !isNamed(name)) {
                merged.add(definition);
            }
        });
        return merged.pack();
    }

    /** Whether all are the same in the same order. */
    boolean isSameAs(Definitions<T> other) {
        if (size() != other.size()) {
            return false;
        }
        for (int i = 0; i < pages.length; i++) {
            if (pages[i] != other.pages[i] && !Arrays.equals(pages[i], other.pages[i])) {
                return false;
            }
        }
        return true;
    }

    /** Adds the bytes of a definition. */
    void copyTo(DefinitionOutput page, int id) {
        page.bytes(pages[id >>> PAGE_SHIFT], offsets[id], end(id) - offsets[id]);
    }

    private int end(int id) {
        boolean isLast = (id & PAGE_MASK) == PAGE_MASK || id == offsets.length - 1;
        return isLast ? pages[id >>> PAGE_SHIFT].length : offsets[id + 1];
    }

    // ---- names where they stand

    /** {@link String#hashCode} of a name. */
    int nameHash(int id) {
        byte[] page = pages[id >>> PAGE_SHIFT];
        DefinitionInput in = new DefinitionInput(page, offsets[id]);
        int length = in.length();
        int hash = 0;
        for (int i = in.position(); i < in.position() + length; i++) {
            if (page[i] < 0) {
                return name(id).hashCode();
            }
            hash = 31 * hash + page[i];
        }
        return hash;
    }

    boolean hasName(int id, String name) {
        byte[] page = pages[id >>> PAGE_SHIFT];
        DefinitionInput in = new DefinitionInput(page, offsets[id]);
        int length = in.length();
        if (length < name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte unit = page[in.position() + i];
            if (unit < 0) {
                return new String(page, in.position(), length, StandardCharsets.UTF_8).equals(name);
            }
            if (i == name.length() || name.charAt(i) != unit) {
                return false;
            }
        }
        return length == name.length();
    }

    boolean isSameName(int id, int otherId) {
        byte[] page = pages[id >>> PAGE_SHIFT];
        byte[] other = pages[otherId >>> PAGE_SHIFT];
        DefinitionInput in = new DefinitionInput(page, offsets[id]);
        DefinitionInput otherIn = new DefinitionInput(other, offsets[otherId]);
        int length = in.length();
        return length == otherIn.length()
                && Arrays.equals(
                        page,
                        in.position(),
                        in.position() + length,
                        other,
                        otherIn.position(),
                        otherIn.position() + length);
    }
}
