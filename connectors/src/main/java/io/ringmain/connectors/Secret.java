package io.ringmain.connectors;

import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets of connectors. Settings go into the journal, so that a secret stands in none: {@code password-file} names a file,
 * {@code password-env} a variable of the environment, and what is in them is read when a connector needs it.
 *
 * <p>Thread: any.
 */
public final class Secret {
    private static final Logger LOG = LoggerFactory.getLogger(Secret.class);

    private static final String FILE = "-file";
    private static final String ENV = "-env";
    private static final int MOST_BYTES = 65_536;
    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private Secret() {}

    /** The settings by which a secret is given. */
    public static List<String> settingsOf(String key) {
        return List.of(key + FILE, key + ENV);
    }

    /** Whether one is given at all. */
    public static boolean isGiven(Map<String, String> settings, String key) {
        return settings.containsKey(key + FILE) || settings.containsKey(key + ENV);
    }

    /** What is wrong with how a secret is given, a line each beginning with the setting. Reads nothing. */
    public static List<String> problems(Map<String, String> settings, String key) {
        if (settings.containsKey(key)) {
            return List.of(key + ": a secret must not stand here, as settings are recorded; allowed are " + key + FILE
                    + " (path of a file) and " + key + ENV + " (name of an environment variable)");
        }
        if (settings.containsKey(key + FILE) && settings.containsKey(key + ENV)) {
            return List.of(key + FILE + ": given beside " + key + ENV + ", allowed is one of them");
        }
        for (String setting : settingsOf(key)) {
            if (settings.containsKey(setting) && settings.get(setting).isBlank()) {
                return List.of(setting + ": empty");
            }
        }
        return List.of();
    }

    /**
     * Reads a secret, without the end of its line.
     *
     * @return null when none is given
     * @throws ProvisionException when it can not be had; the message begins with the setting
     */
    public static String resolve(Map<String, String> settings, String key) {
        List<String> problems = problems(settings, key);
        if (!problems.isEmpty()) {
            throw new ProvisionException(problems.get(0));
        }
        String file = settings.get(key + FILE);
        if (file != null) {
            return read(key + FILE, file.trim());
        }
        String variable = settings.get(key + ENV);
        if (variable == null) {
            return null;
        }
        String value = System.getenv(variable.trim());
        if (value == null || value.isEmpty()) {
            throw new ProvisionException(key + ENV + ": the environment has no variable " + variable.trim());
        }
        return value;
    }

    private static String read(String setting, String file) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MOST_BYTES) {
                throw new ProvisionException(setting + ": " + file + " is too large for a secret");
            }
            String text = Files.readString(path);
            warnWhenOpen(setting, path);
            String secret = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            secret = secret.endsWith("\r") ? secret.substring(0, secret.length() - 1) : secret;
            if (secret.isEmpty()) {
                throw new ProvisionException(setting + ": " + file + " is empty");
            }
            return secret;
        } catch (CharacterCodingException e) {
            throw new ProvisionException(setting + ": " + file + " is not text in UTF-8", e);
        } catch (IOException | InvalidPathException e) {
            throw new ProvisionException(
                    setting + ": " + file + " can not be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static void warnWhenOpen(String setting, Path path) throws IOException {
        try {
            if (Files.getPosixFilePermissions(path).stream().anyMatch(OF_OTHERS::contains)) {
                LOG.warn("{}: others may read or write {}; its owner alone should (chmod 600)", setting, path);
            }
        } catch (UnsupportedOperationException e) {
            LOG.debug("{}: no such permissions on this file system", setting);
        }
    }
}
