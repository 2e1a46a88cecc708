package io.ringmain.gateway.trail;

import java.util.Objects;

/**
 * Something that was asked for and is no command of its own in the journal: a login, a refusal, a change of users, a job.
 *
 * @param user who, as far as that is known; the name that was tried at a refused login, empty for nobody
 * @param action what, for example {@code user.create} or {@code login}
 * @param target on what, for example the name of a user or the path of a request; may be empty
 * @param oldValue what was there before, never a secret; may be empty
 * @param newValue what is there now, never a secret; may be empty
 * @param reason why, in the words of the one who asked; may be empty
 * @param origin the way in and the address, for example {@code rest 127.0.0.1}
 * @param code {@code Good}, or the stable code of the refusal
 */
public record AuditNote(
        String user,
        String action,
        String target,
        String oldValue,
        String newValue,
        String reason,
        String origin,
        String code) {
    public static final String GOOD = "Good";
    /** Action of a login, good or refused. */
    public static final String LOGIN = "login";

    public AuditNote {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(oldValue, "oldValue");
        Objects.requireNonNull(newValue, "newValue");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(code, "code");
    }

    /** Something that was done. */
    public static AuditNote done(String user, String action, String target, String origin) {
        return new AuditNote(user, action, target, "", "", "", origin, GOOD);
    }

    /** Something that was refused. */
    public static AuditNote refused(String user, String action, String target, String origin, String code) {
        return new AuditNote(user, action, target, "", "", "", origin, code);
    }

    public AuditNote changed(String from, String to) {
        return new AuditNote(user, action, target, from, to, reason, origin, code);
    }

    public AuditNote because(String why) {
        return new AuditNote(user, action, target, oldValue, newValue, why, origin, code);
    }

    /** Where it came from: the address of the origin, or all of it where there is none. */
    String source() {
        return origin.substring(origin.lastIndexOf(' ') + 1);
    }

    /**
     * Which kind of refusal it is. Who has logged in is told apart from others at the same address; a name that was only
     * tried is not.
     */
    String refusal() {
        return action + ' ' + code + (action.equals(LOGIN) ? "" : ' ' + user);
    }
}
