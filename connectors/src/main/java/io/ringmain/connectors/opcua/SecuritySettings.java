package io.ringmain.connectors.opcua;

import io.ringmain.connectors.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;

/**
 * How a link is secured, and who the server is told we are: a user with a password, one with a certificate, or nobody.
 *
 * @param policies that may be used, the best first; {@code None} only alone
 * @param mode {@code None} with the policy None, else what was asked for
 * @param user name, null when there is none
 * @param userCertificate file, null when there is none
 * @param userKey file of its key
 * @param isHostChecked whether the server's certificate must be for the host of the endpoint
 * @param isInsecurePasswordAllowed whether a password may be sent so that others can read it
 * @param secrets where the password stands
 */
record SecuritySettings(
        List<SecurityPolicy> policies,
        MessageSecurityMode mode,
        String user,
        String userCertificate,
        String userKey,
        boolean isHostChecked,
        boolean isInsecurePasswordAllowed,
        Map<String, String> secrets) {

    static final String PASSWORD = "password";

    private static final String SECURITY = "security";
    private static final String MESSAGE_MODE = "message-mode";
    private static final String USER = "user";
    private static final String USER_CERTIFICATE = "user-certificate";
    private static final String USER_KEY = "user-key";
    private static final String HOST_CHECK = "host-check";
    private static final String ALLOW_INSECURE_PASSWORD = "allow-insecure-password";

    static final List<String> KNOWN = known();

    /** The best first: AES-256 before AES-128, RSA-PSS before PKCS #1. */
    static final List<SecurityPolicy> CURRENT = List.of(
            SecurityPolicy.Aes256_Sha256_RsaPss, SecurityPolicy.Basic256Sha256, SecurityPolicy.Aes128_Sha256_RsaOaep);

    private static final String ALLOWED = "allowed are best, Aes256_Sha256_RsaPss, Basic256Sha256,"
            + " Aes128_Sha256_RsaOaep, and None for a link that everybody can read and change";

    private static List<String> known() {
        List<String> known = new ArrayList<>(
                List.of(SECURITY, MESSAGE_MODE, USER, USER_CERTIFICATE, USER_KEY, HOST_CHECK, ALLOW_INSECURE_PASSWORD));
        known.add(PASSWORD);
        known.addAll(Secret.settingsOf(PASSWORD));
        return List.copyOf(known);
    }

    static SecuritySettings parse(SettingsReader reader) {
        List<SecurityPolicy> policies = policies(reader);
        SecuritySettings settings = new SecuritySettings(
                policies,
                mode(reader, policies),
                reader.text(USER),
                reader.text(USER_CERTIFICATE),
                reader.text(USER_KEY),
                reader.flag(HOST_CHECK, true),
                reader.flag(ALLOW_INSECURE_PASSWORD, false),
                secrets(reader));
        settings.checkUser(reader);
        return settings;
    }

    private static List<SecurityPolicy> policies(SettingsReader reader) {
        String text = reader.settings().getOrDefault(SECURITY, "best").trim();
        if (text.equalsIgnoreCase("best")) {
            return CURRENT;
        }
        for (SecurityPolicy policy : SecurityPolicy.values()) {
            if (policy.name().equalsIgnoreCase(text)) {
                if (policy == SecurityPolicy.None || CURRENT.contains(policy)) {
                    return List.of(policy);
                }
                reader.problem(
                        SECURITY, "'" + text + "' is no longer safe, it relies on SHA-1 or on RSA 1.5; " + ALLOWED);
                return CURRENT;
            }
        }
        reader.problem(SECURITY, "'" + text + "' is not a security policy; " + ALLOWED);
        return CURRENT;
    }

    private static MessageSecurityMode mode(SettingsReader reader, List<SecurityPolicy> policies) {
        String text = reader.settings().get(MESSAGE_MODE);
        if (policies.contains(SecurityPolicy.None)) {
            if (text != null) {
                reader.problem(MESSAGE_MODE, "without effect with security None");
            }
            return MessageSecurityMode.None;
        }
        if (text == null) {
            return MessageSecurityMode.SignAndEncrypt;
        }
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "sign" -> MessageSecurityMode.Sign;
            case "signandencrypt" -> MessageSecurityMode.SignAndEncrypt;
            default -> {
                reader.problem(MESSAGE_MODE, "'" + text + "' is no mode, allowed are Sign and SignAndEncrypt");
                yield MessageSecurityMode.SignAndEncrypt;
            }
        };
    }

    private static Map<String, String> secrets(SettingsReader reader) {
        Secret.problems(reader.settings(), PASSWORD)
                .forEach(line -> reader.problems().add(reader.connector() + ": " + line));
        Map<String, String> secrets = new LinkedHashMap<>();
        for (String key : Secret.settingsOf(PASSWORD)) {
            if (reader.settings().containsKey(key)) {
                secrets.put(key, reader.settings().get(key));
            }
        }
        return secrets;
    }

    private void checkUser(SettingsReader reader) {
        boolean hasPassword = !secrets.isEmpty() || reader.settings().containsKey(PASSWORD);
        if (user != null && !hasPassword) {
            reader.problem(USER, "without a password, which password-file or password-env name");
        }
        if (user == null && hasPassword) {
            reader.problem(USER, "missing beside its password");
        }
        if (user != null && userCertificate != null) {
            reader.problem(USER_CERTIFICATE, "given beside user, allowed is one of them");
        }
        if ((userCertificate == null) != (userKey == null)) {
            reader.problem(
                    userKey == null ? USER_KEY : USER_CERTIFICATE,
                    "missing; a user's certificate and its key are given together");
        }
        if (isInsecurePasswordAllowed && user == null) {
            reader.problem(ALLOW_INSECURE_PASSWORD, "without effect without a user");
        }
    }

    boolean isSecured() {
        return !policies.contains(SecurityPolicy.None);
    }

    /** Whether certificates come into it at all. */
    boolean needsCertificates() {
        return isSecured() || user != null || userCertificate != null;
    }
}
