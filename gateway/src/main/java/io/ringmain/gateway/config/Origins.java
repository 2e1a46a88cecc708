package io.ringmain.gateway.config;

import java.util.ArrayList;
import java.util.List;

/** Remembers where the value in force of each setting comes from. */
final class Origins {
    private final List<Setting> settings = new ArrayList<>();

    void add(String path, String value, String origin) {
        settings.add(new Setting(path, isSecret(path) ? "******" : value, origin));
    }

    List<Setting> settings() {
        return List.copyOf(settings);
    }

    static boolean isSecret(String path) {
        return path.endsWith("password") || path.endsWith("secret") || path.endsWith("token");
    }
}
