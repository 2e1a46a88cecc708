package io.ringmain.connectors.opcua;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.eclipse.milo.opcua.stack.core.Stack;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;

/**
 * Chooses among the endpoints that a server offers: the best policy that the settings allow, in the mode that they ask for,
 * for the kind of user that they name. The level that a server gives its endpoints does not count, as it is not protected.
 * Stateless.
 */
final class EndpointChoice {
    private static final int STANDARD_PORT = 4840;

    private EndpointChoice() {}

    /**
     * The chosen endpoint under the host and port that were configured, as servers often name a host that only they can
     * resolve; with the one way to name the user that is to be used.
     *
     * @throws UaException when none fits; the message says what there is
     */
    static EndpointDescription choose(List<EndpointDescription> offered, SecuritySettings settings, String endpointUrl)
            throws UaException {
        boolean isSecuredRight = false;
        for (SecurityPolicy policy : settings.policies()) {
            for (EndpointDescription endpoint : offered) {
                if (!policy.getUri().equals(endpoint.getSecurityPolicyUri())
                        || endpoint.getSecurityMode() != settings.mode()
                        || !isOverTcp(endpoint)) {
                    continue;
                }
                isSecuredRight = true;
                Optional<UserTokenPolicy> token = token(endpoint, settings);
                if (token.isPresent()) {
                    return narrowed(endpoint, token.get(), endpointUrl);
                }
            }
        }
        throw isSecuredRight
                ? new UaException(
                        StatusCodes.Bad_IdentityTokenRejected,
                        "the server takes no " + wanted(settings) + " so that it is safe; it offers " + list(offered))
                : new UaException(
                        StatusCodes.Bad_SecurityPolicyRejected,
                        "the server offers no endpoint with " + security(settings) + "; it offers " + list(offered));
    }

    private static boolean isOverTcp(EndpointDescription endpoint) {
        String profile = endpoint.getTransportProfileUri();
        return profile == null || profile.isEmpty() || Stack.TCP_UASC_UABINARY_TRANSPORT_URI.equals(profile);
    }

    private static EndpointDescription narrowed(EndpointDescription endpoint, UserTokenPolicy token, String url) {
        int port = EndpointUtil.getPort(url);
        EndpointDescription there =
                EndpointUtil.updateUrl(endpoint, EndpointUtil.getHost(url), port > 0 ? port : STANDARD_PORT);
        return new EndpointDescription(
                there.getEndpointUrl(),
                there.getServer(),
                there.getServerCertificate(),
                there.getSecurityMode(),
                there.getSecurityPolicyUri(),
                new UserTokenPolicy[] {token},
                there.getTransportProfileUri(),
                there.getSecurityLevel());
    }

    private static Optional<UserTokenPolicy> token(EndpointDescription endpoint, SecuritySettings settings) {
        UserTokenPolicy[] tokens = endpoint.getUserIdentityTokens();
        if (tokens == null) {
            return Optional.empty();
        }
        UserTokenType type = type(settings);
        UserTokenPolicy readable = null;
        for (UserTokenPolicy token : tokens) {
            if (token.getTokenType() != type) {
                continue;
            }
            SecurityPolicy policy = policy(token, endpoint);
            if (type == UserTokenType.Anonymous || SecuritySettings.CURRENT.contains(policy)) {
                return Optional.of(token);
            }
            boolean isHidden = endpoint.getSecurityMode() == MessageSecurityMode.SignAndEncrypt;
            if (type == UserTokenType.UserName
                    && policy == SecurityPolicy.None
                    && (isHidden || settings.isInsecurePasswordAllowed())) {
                readable = token;
            }
        }
        return Optional.ofNullable(readable);
    }

    /** The policy by which a token is encrypted or signed: its own or else that of the endpoint; null when unknown. */
    private static SecurityPolicy policy(UserTokenPolicy token, EndpointDescription endpoint) {
        String uri = token.getSecurityPolicyUri();
        return SecurityPolicy.fromUriSafe(uri == null || uri.isEmpty() ? endpoint.getSecurityPolicyUri() : uri)
                .orElse(null);
    }

    private static UserTokenType type(SecuritySettings settings) {
        if (settings.user() != null) {
            return UserTokenType.UserName;
        }
        return settings.userCertificate() != null ? UserTokenType.Certificate : UserTokenType.Anonymous;
    }

    private static String wanted(SecuritySettings settings) {
        return switch (type(settings)) {
            case UserName -> "user name and password";
            case Certificate -> "certificate of a user";
            default -> "anonymous user";
        };
    }

    private static String security(SecuritySettings settings) {
        if (!settings.isSecured()) {
            return "security None";
        }
        StringJoiner names = new StringJoiner(" or ");
        settings.policies().forEach(policy -> names.add(policy.name()));
        return names + " and message-mode " + settings.mode();
    }

    private static String list(List<EndpointDescription> offered) {
        StringJoiner list = new StringJoiner(", ");
        list.setEmptyValue("none at all");
        for (EndpointDescription endpoint : offered) {
            String uri = String.valueOf(endpoint.getSecurityPolicyUri());
            StringJoiner users = new StringJoiner(" ", " (", ")");
            users.setEmptyValue("");
            if (endpoint.getUserIdentityTokens() != null) {
                for (UserTokenPolicy token : endpoint.getUserIdentityTokens()) {
                    SecurityPolicy policy = policy(token, endpoint);
                    boolean isReadable = token.getTokenType() == UserTokenType.UserName
                            && policy == SecurityPolicy.None
                            && endpoint.getSecurityMode() != MessageSecurityMode.SignAndEncrypt;
                    users.add(token.getTokenType() + (isReadable ? ", whose password others could read" : ""));
                }
            }
            list.add(uri.substring(uri.indexOf('#') + 1) + "/" + endpoint.getSecurityMode() + users);
        }
        return list.toString();
    }
}
