package io.ringmain.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.util.List;

/**
 * Things that belong to users, as sessions and tokens: everybody has their own, who manages users has all. A program with a
 * token has none of its own: it must not take its owner's away.
 */
final class Ownership {
    /** Writes one of a list. */
    @FunctionalInterface
    interface Item<T> {
        void write(JsonGenerator out, T item) throws IOException;
    }

    private Ownership() {}

    /**
     * Whose things are to be listed; empty for everybody's.
     *
     * @param asked the name that was asked for, empty for none
     * @throws Problem 403 when it is somebody else's
     */
    static String listed(Principal caller, String asked) {
        if (caller.may(Permission.MANAGE_USERS)) {
            return asked;
        }
        if (!asked.isEmpty() && !asked.equals(caller.user())) {
            throw forbidden(caller);
        }
        return caller.user();
    }

    static boolean mayTouch(Principal caller, String owner) {
        return caller.may(Permission.MANAGE_USERS) || !caller.isApiToken() && owner.equals(caller.user());
    }

    /** @throws Problem 403 when it is not the caller's to change */
    static void require(Principal caller, String owner) {
        if (!mayTouch(caller, owner)) {
            throw forbidden(caller);
        }
    }

    private static Problem forbidden(Principal caller) {
        return new Problem(
                403,
                "forbidden",
                "The role " + caller.role().label() + " may do this for itself only (" + Permission.MANAGE_USERS.label()
                        + " is missing).");
    }

    /** A page of a list that is short enough to be walked by position. */
    static <T> Answer page(Call call, List<T> all, Item<T> item) {
        Page page = Page.of(call);
        int from = Math.min(page.from(), all.size());
        int to = Math.min(all.size(), from + page.limit());
        return Answer.json(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("items");
            for (T one : all.subList(from, to)) {
                item.write(out, one);
            }
            out.writeEndArray();
            out.writeStringField("next", to < all.size() ? Page.cursor(to) : null);
            out.writeEndObject();
        });
    }
}
