package io.ringmain.gateway.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.ApiTokenRecord;
import io.ringmain.gateway.auth.ApiTokenStore;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.SessionRecord;
import io.ringmain.gateway.auth.SessionStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions and tokens as they stand in the database. */
class AccountTablesTest {
    private static final Instant BEGAN = Instant.ofEpochMilli(1_763_633_000_123L);

    @TempDir
    private Path folder;

    private UserStore store;

    @BeforeEach
    void open() {
        store = UserStore.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static SessionRecord session(String id, Instant used, String credential) {
        return new SessionRecord(
                id,
                "Ädil",
                SessionRecord.Kind.OIDC,
                "operator",
                "rest 198.51.100.7",
                BEGAN,
                used,
                BEGAN.plusSeconds(60),
                credential);
    }

    private static ApiTokenRecord token(String id, String name) {
        return new ApiTokenRecord(
                id,
                "ann",
                name,
                ("hash of " + id),
                Set.of(Permission.VIEW, Permission.WRITE),
                Areas.of(List.of("Feed, north", "Reactor")),
                BEGAN,
                BEGAN.plusSeconds(60),
                Instant.EPOCH,
                "");
    }

    @Test
    void shouldKeepSessionsAsTheyAre() {
        SessionStore sessions = store.sessions();
        sessions.add(session("a", BEGAN, "m"));
        sessions.add(session("b", BEGAN, ""));
        sessions.update(List.of(session("a", BEGAN.plusSeconds(5), "n"), session("gone", BEGAN, "")));
        sessions.remove(List.of("b", "gone"));

        assertThat(store.sessions().list()).containsExactly(session("a", BEGAN.plusSeconds(5), "n"));
    }

    @Test
    void shouldKeepTokensAsTheyAre() {
        ApiTokenStore tokens = store.apiTokens();
        assertThat(tokens.add(token("1", "backup"))).isTrue();
        assertThat(tokens.add(token("2", "backup"))).isFalse();
        assertThat(tokens.list()).containsExactly(token("1", "backup"));

        tokens.used("1", BEGAN.plusSeconds(9), "rest 198.51.100.7");
        ApiTokenRecord used = store.apiTokens().list().get(0);
        assertThat(used.usedAt()).isEqualTo(BEGAN.plusSeconds(9));
        assertThat(used.usedFrom()).isEqualTo("rest 198.51.100.7");
        assertThat(tokens.remove("1")).isTrue();
        assertThat(tokens.remove("1")).isFalse();
        assertThat(tokens.list()).isEmpty();
    }
}
