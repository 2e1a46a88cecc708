package io.ringmain.gateway.users;

import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.PasswordGenerator;
import io.ringmain.gateway.auth.PasswordHash;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserAccounts;
import io.ringmain.gateway.auth.UserRecord;
import io.ringmain.gateway.trail.AuditNote;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.Problem;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Changes users for those who may manage them: nobody gives or takes rights that they do not have themselves, and nobody
 * changes their own account here. What was changed counts at once and is noted.
 *
 * <p>Thread: workers, several at once; hashes and waits for the store.
 */
public final class UserDesk {
    private final UserAccounts accounts;
    private final Access access;
    private final AuditTrail trail;

    public UserDesk(UserAccounts accounts, Access access, AuditTrail trail) {
        this.accounts = accounts;
        this.access = access;
        this.trail = trail;
    }

    /**
     * What a user is to be.
     *
     * @param role name of a role
     * @param mustChange whether the password has to be replaced at the next login
     */
    public record Wanted(String role, Areas areas, boolean isDisabled, boolean mustChange) {
        static Wanted of(UserRecord user) {
            return new Wanted(user.role().label(), user.areas(), user.isDisabled(), user.mustChange());
        }

        public Wanted disabled(boolean isNow) {
            return new Wanted(role, areas, isNow, mustChange);
        }
    }

    /** A user, with the password that was made for them; that is empty when somebody has chosen it. */
    public record Made(UserRecord user, String password) {
        /** Without the password, which belongs into no log. */
        @Override
        public String toString() {
            return user.toString();
        }
    }

    /** By name. */
    public List<UserRecord> list() {
        return accounts.list();
    }

    /** @throws Problem 404 when there is none */
    public UserRecord get(String name) {
        return accounts.find(name)
                .orElseThrow(() -> Problem.notFound("user-unknown", "There is no user " + name + "."));
    }

    /** Entity tag of what can be changed of a user, which the password is no part of. */
    public static String etag(UserRecord user) {
        return AccountRules.etag(user.name() + " " + AccountRules.told(user));
    }

    /**
     * Makes a user.
     *
     * @param password empty to have one made
     */
    public Made create(Principal who, String name, Wanted wanted, String password, String reason) {
        if (!UserRecord.isName(name)) {
            throw new Problem(
                    422,
                    "user-unsound",
                    "name: '" + name + "' is not allowed, must be 1 to 64 letters, digits, '.', '_', '@' or '-'");
        }
        UserRecord plan = record(name, wanted, "");
        AccountRules.requireGrant(who, plan.role());
        String secret = secret(name, password);
        UserRecord user = record(name, wanted, PasswordHash.hash(secret));
        AccountRules.run(() -> accounts.create(user));
        done(AuditNote.done(who.user(), "user.create", name, who.origin())
                .changed("", AccountRules.told(user))
                .because(reason));
        return new Made(user, password.isEmpty() ? secret : "");
    }

    /**
     * Changes a user.
     *
     * @param ifMatch entity tag that the caller has seen, {@code *} for any
     * @param action name of it in the audit trail
     * @param change says what the user is to be
     */
    public UserRecord change(
            Principal who, String name, String ifMatch, String action, UnaryOperator<Wanted> change, String reason) {
        UserRecord present = mayChange(who, name, ifMatch);
        UserRecord next = record(name, change.apply(Wanted.of(present)), present.passwordHash());
        AccountRules.requireGrant(who, next.role());
        if (!next.equals(present)) {
            AccountRules.run(() -> accounts.replace(present, next));
            done(AuditNote.done(who.user(), action, name, who.origin())
                    .changed(AccountRules.told(present), AccountRules.told(next))
                    .because(reason));
        }
        return next;
    }

    public void remove(Principal who, String name, String ifMatch, String reason) {
        UserRecord present = mayChange(who, name, ifMatch);
        AccountRules.run(() -> accounts.remove(present));
        done(AuditNote.done(who.user(), "user.remove", name, who.origin())
                .changed(AccountRules.told(present), "")
                .because(reason));
    }

    /**
     * Gives a user a new password; their sessions end.
     *
     * @param password empty to have one made
     * @param mustChange whether they have to choose another one at the next login
     */
    public Made password(Principal who, String name, String password, boolean mustChange, String reason) {
        access.requireLogin(who);
        UserRecord present = mayChange(who, name, "*");
        String secret = secret(name, password);
        accounts.updatePassword(name, PasswordHash.hash(secret));
        UserRecord set = get(name);
        UserRecord next = record(
                name, new Wanted(set.role().label(), set.areas(), set.isDisabled(), mustChange), set.passwordHash());
        if (!next.equals(set)) {
            AccountRules.run(() -> accounts.replace(set, next));
        }
        done(AuditNote.done(who.user(), "user.password", name, who.origin())
                .changed("mustChange=" + present.mustChange(), "mustChange=" + mustChange)
                .because(reason));
        return new Made(next, password.isEmpty() ? secret : "");
    }

    private UserRecord mayChange(Principal who, String name, String ifMatch) {
        UserRecord present = get(name);
        AccountRules.requireSeen(ifMatch, etag(present), "the user " + name);
        if (who.user().equals(name)) {
            throw new Problem(
                    409,
                    "own-account",
                    "Nobody changes or removes the own account here; the own password has its own place.");
        }
        AccountRules.requireGrant(who, present.role());
        return present;
    }

    private UserRecord record(String name, Wanted wanted, String hash) {
        Role role = accounts.role(wanted.role())
                .orElseThrow(() -> new Problem(422, "role-unknown", "role: there is no role " + wanted.role() + "."));
        return new UserRecord(name, role, hash, wanted.isDisabled(), wanted.mustChange(), wanted.areas());
    }

    private String secret(String name, String password) {
        if (password.isEmpty()) {
            return new PasswordGenerator().next();
        }
        access.passwordPolicy().requireSuitable(name, password);
        return password;
    }

    private void done(AuditNote note) {
        access.usersChanged();
        trail.note(note);
    }
}
