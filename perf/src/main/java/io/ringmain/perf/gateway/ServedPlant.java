package io.ringmain.perf.gateway;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.AccessSettings;
import io.ringmain.gateway.auth.PasswordHash;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.auth.Source;
import io.ringmain.gateway.auth.UserRecord;
import io.ringmain.gateway.http.HttpContext;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.users.UserStore;
import io.ringmain.perf.load.LoadedPlant;
import io.ringmain.perf.load.TemporaryFolder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A plant with the product's journal behind the product's server on loopback. Thread: its owner. */
final class ServedPlant implements AutoCloseable {
    static final int TAGS = 1_000;
    /** A tag that clients write; nothing else changes it. */
    static final String WRITTEN = "Load.Written";

    private static final String TAG = "Load.T";
    private static final String USER = "load";
    private static final String PASSWORD = "a password of the load";

    private final TemporaryFolder folder = new TemporaryFolder();
    private final LoadedPlant loaded;
    private final UserStore users;
    private final Access access;
    private final HttpServer server;

    ServedPlant() {
        loaded =
                LoadedPlant.launch(new PlantContext().mode(ThreadingMode.SHARED).site(site()));
        users = UserStore.open(folder.path());
        users.add(List.of(new UserRecord(USER, Role.SUPERVISOR, PasswordHash.hash(PASSWORD), false)));
        access = new Access(users, folder.path().resolve("auth"), Clock.systemUTC(), AccessSettings.DEFAULT);
        server = HttpServer.start(new HttpContext()
                .plant(loaded.plant())
                .access(access)
                .users(users)
                .port(0)
                .dataFolder(folder.path())
                .siteName("load")
                .version("perf"));
    }

    private static SiteDefinition site() {
        List<TagDefinition> tags = new ArrayList<>(TAGS + 1);
        for (int i = 0; i < TAGS; i++) {
            tags.add(TagDefinition.internal(TAG + i, TagType.FLOAT64));
        }
        tags.add(TagDefinition.builder(WRITTEN, TagType.FLOAT64).writable(true).build());
        return new SiteDefinition("load", List.of(), tags, List.of(), List.of());
    }

    Plant plant() {
        return loaded.plant();
    }

    int port() {
        return server.port();
    }

    String token() {
        return access.login(USER, PASSWORD, Source.UNKNOWN).token();
    }

    int[] tagIds() {
        int[] ids = new int[TAGS];
        for (int i = 0; i < TAGS; i++) {
            ids[i] = plant().site().tagId(TAG + i);
        }
        return ids;
    }

    @Override
    public void close() {
        server.close();
        access.close();
        loaded.close();
        users.close();
        folder.close();
    }
}
