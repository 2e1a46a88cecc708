package io.ringmain.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A token in the place of the password, for programs that know no other way than a name and a password. */
final class BasicToken {
    private static final String BASIC = "Basic ";

    private BasicToken() {}

    /** The same header with its token as Bearer when it is of that kind; else as it is. */
    static String asBearer(String header) {
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return header;
        }
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).trim());
            String pair = new String(bytes, StandardCharsets.UTF_8);
            return "Bearer " + pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return header;
        }
    }
}
