package io.ringmain.core.site;

import java.util.Arrays;
import java.util.Objects;

/**
 * Who changed the configuration, and why: stands before the plan in a CONFIG event, and nowhere in the state.
 *
 * @param user who asked for it
 * @param reason in the user's words, may be empty
 */
public record Revision(String user, String reason) {
    /** Of a configuration that says nothing about its making. */
    public static final Revision UNKNOWN = new Revision("", "");

    /** No format of a plan has this number. */
    private static final int MARK = -1;

    public Revision {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(reason, "reason");
    }

    /** The bytes of a CONFIG event that makes this plan the present one. */
    public byte[] encode(SitePlan plan) {
        DefinitionOutput head = new DefinitionOutput();
        head.whole(MARK);
        head.text(user);
        head.text(reason);
        byte[] canonical = plan.encode();
        byte[] bytes = Arrays.copyOf(head.toBytes(), head.size() + canonical.length);
        System.arraycopy(canonical, 0, bytes, head.size(), canonical.length);
        return bytes;
    }

    /**
     * Reads what {@link #encode} put before the plan.
     *
     * @throws IllegalArgumentException when the bytes end early
     */
    public static Revision of(byte[] configuration) {
        return isMarked(configuration) ? read(new DefinitionInput(configuration)) : UNKNOWN;
    }

    /** Goes to where the plan begins. */
    static DefinitionInput planOf(byte[] configuration) {
        DefinitionInput in = new DefinitionInput(configuration);
        if (isMarked(configuration)) {
            read(in);
        }
        return in;
    }

    private static boolean isMarked(byte[] configuration) {
        return new DefinitionInput(configuration).whole() == MARK;
    }

    private static Revision read(DefinitionInput in) {
        in.whole();
        return new Revision(in.text(), in.text());
    }
}
