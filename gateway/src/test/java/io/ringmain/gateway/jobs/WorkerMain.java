package io.ringmain.gateway.jobs;

import io.ringmain.gateway.jobs.redis.RedisJobStore;
import io.ringmain.gateway.jobs.redis.RedisSettings;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import io.ringmain.historian.sql.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that does jobs, to be killed by tests: {@code FOLDER NAME THREADS [REDIS PREFIX]}. Each begin of a job is a line
 * {@code NAME TEXT} in the file {@code begun}; a job whose text begins with {@code hold} waits for the file {@code go}.
 */
public final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        JobStore store = args.length > 3
                ? new RedisJobStore(new RedisSettings(URI.create(args[3]), "", Secret.none(), args[4]))
                : new SqlJobStore(Database.open(DatabaseSettings.sqlite(folder), "store"));
        JobQueue queue = queue(store, folder, Integer.parseInt(args[2]), args[1]);
        new JobWorkers(queue, Set.of(Place.values()), args[1]).start();
        System.out.println("working");
        new CountDownLatch(1).await();
    }

    /** The same queue on both sides. */
    static JobQueue queue(JobStore store, Path folder, int threads, String name) {
        List<ScriptedKind> kinds = List.of(
                new ScriptedKind("again", true, Place.ANYWHERE), new ScriptedKind("once", false, Place.ANYWHERE));
        kinds.forEach(kind -> kind.work = run -> work(run, folder, name));
        JobSettings usual = JobSettings.usual();
        JobSettings quick = new JobSettings(
                threads,
                usual.retention(),
                usual.maxResultBytes(),
                usual.maxQueued(),
                usual.timeout(),
                usual.maxAttempts(),
                Duration.ofSeconds(3),
                Duration.ofMillis(50),
                Duration.ofMillis(100));
        return new JobQueue(store, kinds, quick, new JobFiles(folder), Clock.systemUTC());
    }

    private static void work(JobRun run, Path folder, String name) throws IOException {
        String text = run.parameters().path("text").asText();
        Files.writeString(
                folder.resolve("begun"),
                name + " " + text + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        while (text.startsWith("hold") && !Files.exists(folder.resolve("go"))) {
            run.throwIfCancelled();
            LockSupport.parkNanos(5_000_000);
        }
        Files.writeString(run.result("text.txt", "text/plain"), name + " " + text);
    }
}
