package io.ringmain.gateway.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.gateway.auth.PasswordHash;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.UserRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstUsersTest {
    @TempDir
    private Path folder;

    @Test
    void shouldMakeUsersOnceAndKeepOnlyHashes() {
        Map<String, Role> wanted = new LinkedHashMap<>();
        wanted.put("admin", Role.ADMINISTRATOR);
        wanted.put("guest", Role.GUEST);

        try (UserStore store = UserStore.open(folder)) {
            List<FirstUsers.Made> made = FirstUsers.make(store, wanted);

            assertThat(made).extracting(FirstUsers.Made::name).containsExactly("admin", "guest");
            for (FirstUsers.Made user : made) {
                UserRecord kept = store.find(user.name()).orElseThrow();
                assertThat(kept.role()).isEqualTo(wanted.get(user.name()));
                assertThat(PasswordHash.verify(user.password(), kept.passwordHash()))
                        .isTrue();
            }
            assertThat(FirstUsers.make(store, wanted)).isEmpty();
        }
    }

    @Test
    void shouldAddAllUsersOrNone() {
        try (UserStore store = UserStore.open(folder)) {
            UserRecord anna = new UserRecord("anna", Role.OPERATOR, "h", false);
            UserRecord bert = new UserRecord("bert", Role.GUEST, "h", true);

            assertThat(store.add(List.of(anna))).isTrue();
            assertThat(store.add(List.of(bert, anna))).isFalse();
            assertThat(store.list()).containsExactly(anna);
        }
    }

    @Test
    void shouldSurviveAReopening() {
        try (UserStore store = UserStore.open(folder)) {
            store.add(List.of(new UserRecord("anna", Role.OPERATOR, "h", false)));
            store.updatePassword("anna", "h2");
            store.updateRole("anna", Role.SUPERVISOR);
        }
        try (UserStore store = UserStore.open(folder)) {
            assertThat(store.find("anna")).contains(new UserRecord("anna", Role.SUPERVISOR, "h2", false));
        }
    }
}
