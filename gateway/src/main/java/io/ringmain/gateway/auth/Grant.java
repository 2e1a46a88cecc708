package io.ringmain.gateway.auth;

/**
 * What a login or a refresh gives out.
 *
 * @param token the signed token, for {@code Authorization: Bearer}
 * @param principal what it says
 */
public record Grant(String token, Principal principal) {

    /** Without the token, which belongs into no log. */
    @Override
    public String toString() {
        return "grant of " + principal.user();
    }
}
