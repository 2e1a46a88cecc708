package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.Caller;
import io.ringmain.core.spi.AccessControl;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.milo.opcua.sdk.server.Session;
import org.eclipse.milo.opcua.sdk.server.identity.AbstractIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.AbstractUsernameIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.AbstractX509IdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.CompositeValidator;
import org.eclipse.milo.opcua.sdk.server.identity.DefaultAnonymousIdentity;
import org.eclipse.milo.opcua.sdk.server.identity.DefaultUsernameIdentity;
import org.eclipse.milo.opcua.sdk.server.identity.DefaultX509UserIdentity;
import org.eclipse.milo.opcua.sdk.server.identity.Identity;
import org.eclipse.milo.opcua.sdk.server.identity.Identity.AnonymousIdentity;
import org.eclipse.milo.opcua.sdk.server.identity.Identity.UsernameIdentity;
import org.eclipse.milo.opcua.sdk.server.identity.Identity.X509UserIdentity;
import org.eclipse.milo.opcua.sdk.server.identity.IdentityValidator;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.AnonymousIdentityToken;
import org.eclipse.milo.opcua.stack.core.types.structured.SignatureData;
import org.eclipse.milo.opcua.stack.core.types.structured.UserNameIdentityToken;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;

/**
 * Who a client says it is, checked as for REST. Thread: one of those for slow work, as a password takes 100 ms.
 */
final class Identities {
    private final AccessControl access;
    private final String anonymousRole;
    private final UserCertificates certificates;
    private final AtomicLong refused = new AtomicLong();

    /**
     * @param access null when nobody is known: then nobody is let in
     * @param anonymousRole role of those who do not say who they are, empty when they are not let in
     */
    Identities(AccessControl access, String anonymousRole, UserCertificates certificates) {
        this.access = access;
        this.anonymousRole = anonymousRole;
        this.certificates = certificates;
    }

    /** How often somebody was not let in. */
    long refused() {
        return refused.get();
    }

    IdentityValidator validator() {
        List<IdentityValidator> ways = new ArrayList<>();
        if (!anonymousRole.isEmpty()) {
            ways.add(new Anonymous());
        }
        ways.add(new ByName());
        ways.add(new ByCertificate());
        return new CompositeValidator(ways);
    }

    private <I extends Identity> I admitted(I identity, Optional<AccessControl.Caller> who) {
        if (who.isEmpty()) {
            refused.incrementAndGet();
            return null;
        }
        identity.setUserData(who.get());
        return identity;
    }

    private final class Anonymous extends AbstractIdentityValidator {
        @Override
        public Set<UserTokenType> getSupportedTokenTypes() {
            return Set.of(UserTokenType.Anonymous);
        }

        @Override
        protected AnonymousIdentity validateAnonymousToken(
                Session session, AnonymousIdentityToken token, UserTokenPolicy policy, SignatureData signature)
                throws UaException {
            AnonymousIdentity identity = admitted(
                    new DefaultAnonymousIdentity(),
                    Optional.ofNullable(access).map(control -> control.anonymous(anonymousRole)));
            if (identity == null) {
                throw new UaException(StatusCodes.Bad_IdentityTokenRejected);
            }
            return identity;
        }
    }

    private final class ByName extends AbstractUsernameIdentityValidator {
        /** A password that anybody on the way could read is not even looked at. */
        @Override
        protected UsernameIdentity validateUsernameToken(
                Session session, UserNameIdentityToken token, UserTokenPolicy policy, SignatureData signature)
                throws UaException {
            boolean isPlain = token.getEncryptionAlgorithm() == null
                    || token.getEncryptionAlgorithm().isEmpty();
            if (isPlain && session.getSecurityConfiguration().getSecurityPolicy() == SecurityPolicy.None) {
                refused.incrementAndGet();
                if (access != null) {
                    String user = token.getUserName() == null ? "" : token.getUserName();
                    access.refused(user, Caller.origin(session), "password-not-encrypted");
                }
                throw new UaException(
                        StatusCodes.Bad_IdentityTokenInvalid,
                        "the password has to be encrypted as the user token policy says");
            }
            return super.validateUsernameToken(session, token, policy, signature);
        }

        @Override
        protected UsernameIdentity authenticateUsernamePassword(Session session, String user, String password) {
            return admitted(
                    new DefaultUsernameIdentity(user),
                    access == null ? Optional.empty() : access.login(user, password, Caller.origin(session)));
        }
    }

    private final class ByCertificate extends AbstractX509IdentityValidator {
        @Override
        protected X509UserIdentity authenticateCertificate(Session session, X509Certificate certificate) {
            Optional<String> user = certificates.userOf(certificate);
            String origin = Caller.origin(session);
            if (access != null && user.isEmpty()) {
                access.refused(certificate.getSubjectX500Principal().getName(), origin, "certificate-unknown");
            }
            return admitted(
                    new DefaultX509UserIdentity(certificate),
                    access == null ? Optional.empty() : user.flatMap(name -> access.identified(name, origin)));
        }
    }
}
