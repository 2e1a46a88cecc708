package io.ringmain.gateway.users;

import io.ringmain.gateway.auth.PasswordGenerator;
import io.ringmain.gateway.auth.PasswordHash;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserRecord;
import java.util.List;
import java.util.Map;

/** The users that a new data folder begins with. */
public final class FirstUsers {
    private FirstUsers() {}

    /** A new user with the password that nobody will be able to read again. */
    public record Made(String name, String password) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Makes users with generated passwords when there are none at all; answers the ones it made, in their order. */
    public static List<Made> make(UserStore store, Map<String, Role> users) {
        if (users.isEmpty() || !store.isEmpty()) {
            return List.of();
        }
        PasswordGenerator generator = new PasswordGenerator();
        List<Made> made = users.keySet().stream()
                .map(name -> new Made(name, generator.next()))
                .toList();
        // in parallel: a hash costs some 0.1 s of a core on purpose
        List<UserRecord> records = made.parallelStream()
                .map(user ->
                        new UserRecord(user.name(), users.get(user.name()), PasswordHash.hash(user.password()), false))
                .toList();
        return store.addFirst(records) ? made : List.of();
    }
}
