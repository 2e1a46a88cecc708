package io.ringmain.gateway.config;

import io.ringmain.core.site.ConnectorDefinition;
import java.util.Locale;
import java.util.Set;

/** Settings of connectors that hold a secret themselves, and do not say where one is. Thread: any. */
public final class SecretSettings {
    /** What is shown in place of a secret. */
    public static final String HIDDEN = "***";

    private static final Set<String> WORDS = Set.of("password", "passphrase", "secret", "token", "key");

    private SecretSettings() {}

    public static boolean isSecret(String key) {
        String last = key.substring(key.lastIndexOf('-') + 1).toLowerCase(Locale.ROOT);
        return WORDS.contains(last);
    }

    /** Who sends back what was shown would put the stars in the secret's place. */
    static void requireNoStars(ConnectorDefinition connector, String path, Problems problems) {
        connector.settings().forEach((key, value) -> {
            if (isSecret(key) && value.equals(HIDDEN)) {
                problems.report(
                        new Place("request", 0),
                        path + "." + key,
                        "is '" + HIDDEN
                                + "', which stands for a secret that is not shown; leave it out of a PATCH to keep"
                                + " it, or give the secret");
            }
        });
    }
}
