package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.SettingsReader;
import io.ringmain.connectors.opcua.server.space.NodeAccess;
import io.ringmain.core.site.ConnectorDefinition;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;

/**
 * Settings of an OPC UA server, validated.
 *
 * @param address address that is listened on
 * @param port TCP port, 0 for a free one
 * @param path of the endpoint's URL, with its slash
 * @param hostname what clients are told, empty for the address or, where that is none, the machine's name
 * @param security policies that are offered
 * @param anonymous role of those who do not say who they are, empty when they are not let in
 * @param access what may be done with each tag at all
 * @param limits what one client and all of them may ask for
 * @param retryMs pause before another attempt to get the port
 */
record ServerSettings(
        String address,
        int port,
        String path,
        String hostname,
        Set<SecurityPolicy> security,
        String anonymous,
        NodeAccess access,
        ServerLimits limits,
        int retryMs) {
    private static final String ENDPOINT = "endpoint";
    private static final String HOSTNAME = "hostname";
    private static final String SECURITY = "security";
    private static final String ANONYMOUS = "anonymous";
    private static final String ACCESS = "access";
    private static final String RETRY = "retry";

    static final String STANDARD_ENDPOINT = "opc.tcp://127.0.0.1:4840/ringmain";
    private static final String FORM = "allowed is opc.tcp://address:port/path";

    private static final Set<SecurityPolicy> CURRENT = EnumSet.of(
            SecurityPolicy.Basic256Sha256, SecurityPolicy.Aes128_Sha256_RsaOaep, SecurityPolicy.Aes256_Sha256_RsaPss);

    private static final SecurityPolicy[] OFFERED = {
        SecurityPolicy.None,
        SecurityPolicy.Basic256Sha256,
        SecurityPolicy.Aes128_Sha256_RsaOaep,
        SecurityPolicy.Aes256_Sha256_RsaPss
    };

    private static final List<String> ROLES = List.of("administrator", "supervisor", "operator", "auditor", "guest");

    private static final List<String> OWN = List.of(ENDPOINT, HOSTNAME, SECURITY, ANONYMOUS, ACCESS, RETRY);

    /** Reads the settings; adds a line to the problems for each that is wrong, and then takes its default. */
    static ServerSettings parse(ConnectorDefinition definition, List<String> problems) {
        List<String> known = new ArrayList<>(OWN);
        known.addAll(ServerLimits.SETTINGS);
        SettingsReader reader = new SettingsReader(definition, known, problems);
        URI endpoint = endpoint(reader);
        return new ServerSettings(
                endpoint.getHost(),
                endpoint.getPort() < 0 ? 4840 : endpoint.getPort(),
                endpoint.getPath().isEmpty() ? "/" : endpoint.getPath(),
                reader.text(HOSTNAME, ""),
                security(reader),
                anonymous(reader),
                access(reader),
                ServerLimits.parse(reader),
                reader.durationMs(RETRY, 5_000, 100, 3_600_000));
    }

    private static Set<SecurityPolicy> security(SettingsReader reader) {
        String text = reader.text(SECURITY, "");
        if (text.isEmpty()) {
            return CURRENT;
        }
        Set<SecurityPolicy> policies = EnumSet.noneOf(SecurityPolicy.class);
        for (String name : text.split("[,\\s]+")) {
            SecurityPolicy policy = Stream.of(OFFERED)
                    .filter(p -> p.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElse(null);
            if (policy == null) {
                reader.problem(SECURITY, "'" + name + "' is no policy of today, allowed are " + List.of(OFFERED));
            } else {
                policies.add(policy);
            }
        }
        return policies.isEmpty() ? CURRENT : policies;
    }

    private static URI endpoint(SettingsReader reader) {
        String text = reader.text(ENDPOINT, STANDARD_ENDPOINT);
        try {
            URI uri = new URI(text);
            if ("opc.tcp".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null && uri.getPort() <= 65_535) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // the same line as for any other wrong address
        }
        reader.problem(ENDPOINT, "'" + text + "' is not an endpoint, " + FORM);
        return URI.create(STANDARD_ENDPOINT);
    }

    private static String anonymous(SettingsReader reader) {
        String role = reader.text(ANONYMOUS, "");
        if (!role.isEmpty() && !ROLES.contains(role)) {
            reader.problem(ANONYMOUS, "'" + role + "' is no role, allowed are " + String.join(", ", ROLES));
        }
        return role;
    }

    private static NodeAccess access(SettingsReader reader) {
        try {
            return NodeAccess.parse(reader.text(ACCESS, "*=read-write"));
        } catch (IllegalArgumentException e) {
            reader.problem(ACCESS, e.getMessage());
            return NodeAccess.parse("*=none");
        }
    }
}
