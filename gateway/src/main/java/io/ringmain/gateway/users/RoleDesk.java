package io.ringmain.gateway.users;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserAccounts;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.Problem;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changes roles for those who may manage users: nobody makes a role that may more than they may themselves. What was changed
 * counts at once for all who have the role and is noted.
 *
 * <p>Thread: workers, several at once; waits for the store.
 */
public final class RoleDesk {
    private final UserAccounts accounts;
    private final Access access;
    private final AuditTrail trail;

    public RoleDesk(UserAccounts accounts, Access access, AuditTrail trail) {
        this.accounts = accounts;
        this.access = access;
        this.trail = trail;
    }

    /** The built-in ones, then those that were made, by name. */
    public List<Role> list() {
        return Stream.concat(Role.BUILT_IN.stream(), accounts.customRoles().stream())
                .toList();
    }

    /** @throws Problem 404 when there is none */
    public Role get(String label) {
        return accounts.role(label)
                .orElseThrow(() -> Problem.notFound("role-unknown", "There is no role " + label + "."));
    }

    public static String etag(Role role) {
        return AccountRules.etag(role.label() + " " + AccountRules.told(role));
    }

    public Role create(Principal who, Role role, String reason) {
        if (!Role.isLabel(role.label())) {
            throw unsound("name: '" + role.label()
                    + "' is not allowed, must be 1 to 40 small letters, digits or '-', a letter first");
        }
        requireSound(role);
        AccountRules.requireGrant(who, role);
        AccountRules.run(() -> accounts.createRole(role));
        done(AuditNote.done(who.user(), "role.create", role.label(), who.origin())
                .changed("", AccountRules.told(role))
                .because(reason));
        return role;
    }

    /** @param ifMatch entity tag that the caller has seen, {@code *} for any */
    public Role replace(Principal who, Role wanted, String ifMatch, String reason) {
        Role present = mayChange(who, wanted.label(), ifMatch);
        requireSound(wanted);
        AccountRules.requireGrant(who, wanted);
        if (!wanted.equals(present)) {
            AccountRules.run(() -> accounts.replaceRole(present, wanted));
            done(AuditNote.done(who.user(), "role.change", wanted.label(), who.origin())
                    .changed(AccountRules.told(present), AccountRules.told(wanted))
                    .because(reason));
        }
        return wanted;
    }

    /** @param ifMatch entity tag that the caller has seen, {@code *} for any */
    public void remove(Principal who, String label, String ifMatch, String reason) {
        Role present = mayChange(who, label, ifMatch);
        AccountRules.run(() -> accounts.removeRole(present));
        done(AuditNote.done(who.user(), "role.remove", label, who.origin())
                .changed(AccountRules.told(present), "")
                .because(reason));
    }

    private Role mayChange(Principal who, String label, String ifMatch) {
        Role present = get(label);
        AccountRules.requireSeen(ifMatch, etag(present), "the role " + label);
        AccountRules.run(() -> UserAccounts.requireMade(present));
        if (who.role().label().equals(label)) {
            throw new Problem(409, "own-account", "Nobody changes or removes the own role.");
        }
        AccountRules.requireGrant(who, present);
        return present;
    }

    /** Whoever can log in can look: there is no place to go to otherwise. */
    private static void requireSound(Role role) {
        if (!role.may(Permission.VIEW)) {
            throw unsound("permissions: view is missing, which every role needs");
        }
    }

    private static Problem unsound(String detail) {
        return new Problem(422, "role-unsound", detail);
    }

    private void done(AuditNote note) {
        access.usersChanged();
        trail.note(note);
    }
}
