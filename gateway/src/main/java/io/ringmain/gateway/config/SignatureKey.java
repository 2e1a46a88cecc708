package io.ringmain.gateway.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The key of tags, alarms and machines that says whether commands to them have to be signed. */
final class SignatureKey {
    static final String NAME = "signature";
    static final Map<String, Boolean> VALUES = new LinkedHashMap<>();

    static {
        VALUES.put("none", false);
        VALUES.put("required", true);
    }

    private SignatureKey() {}

    static boolean isRequired(Block block) {
        return block.choice(NAME, VALUES, false);
    }
}
