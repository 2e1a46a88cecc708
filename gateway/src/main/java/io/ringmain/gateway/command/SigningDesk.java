package io.ringmain.gateway.command;

import io.ringmain.core.logic.Signatures;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Command;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.AccessRefused;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Source;
import io.ringmain.gateway.view.Problem;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Has commands signed where their target asks for it: the user gives the password once more and says why. The password is
 * looked at as at a login and kept nowhere; the command says that it is signed. What comes into the ring without is refused
 * there.
 *
 * <p>Thread: any.
 */
public final class SigningDesk {
    private static final int FORBIDDEN = 403;

    private final Plant plant;
    private final Access access;
    private final Executor passwords;

    /** @param passwords where a password may be hashed */
    public SigningDesk(Plant plant, Access access, Executor passwords) {
        this.plant = plant;
        this.access = access;
        this.passwords = passwords;
    }

    /** Whether these commands can not be carried out without a signature. */
    private boolean isRequired(Command command) {
        return Signatures.isRequired(plant.site(), command);
    }

    /**
     * The same commands, signed when a password is given, at once when none is and none is needed. Fails with a {@link
     * Problem}, {@code signature-required} or {@code signature-refused}; then none of them may be given.
     *
     * @param password empty for none
     */
    public CompletableFuture<List<Command>> sign(
            List<Command> commands, Principal who, String password, Source source) {
        List<Command> toBeSigned = commands.stream().filter(this::isRequired).toList();
        if (password.isEmpty()) {
            return toBeSigned.isEmpty()
                    ? CompletableFuture.completedFuture(commands)
                    : CompletableFuture.failedFuture(required("A password and a reason are"));
        }
        if (toBeSigned.stream().anyMatch(command -> command.reason().isBlank())) {
            return CompletableFuture.failedFuture(required("A reason is"));
        }
        return CompletableFuture.supplyAsync(
                () -> {
                    confirm(who, password, source);
                    return commands.stream().map(Command::signed).toList();
                },
                passwords);
    }

    private void confirm(Principal who, String password, Source source) {
        try {
            access.confirm(who, password, source);
        } catch (AccessRefused e) {
            // not 401: the session itself is fine
            throw new Problem(FORBIDDEN, "signature-refused", e.getMessage());
        }
    }

    private static Problem required(String what) {
        return new Problem(
                FORBIDDEN, "signature-required", what + " needed: commands to this have to be signed by their user.");
    }
}
