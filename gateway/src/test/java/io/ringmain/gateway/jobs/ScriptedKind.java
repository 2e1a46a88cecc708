package io.ringmain.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Permission;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A kind that does what the test says. Its parameter {@code text} becomes the result. */
public final class ScriptedKind implements JobKind {
    /** What is done in place of the usual. */
    public interface Work {
        void run(JobRun run) throws Exception;
    }

    private final String name;
    private final boolean isIdempotent;
    private final Place place;
    private final Permission permission;
    public final List<String> begun = new CopyOnWriteArrayList<>();
    public volatile Work work = ScriptedKind::writeText;

    public ScriptedKind(String name, boolean isIdempotent, Place place) {
        this(name, isIdempotent, place, Permission.VIEW);
    }

    public ScriptedKind(String name, boolean isIdempotent, Place place, Permission permission) {
        this.permission = permission;
        this.name = name;
        this.isIdempotent = isIdempotent;
        this.place = place;
    }

    public static void writeText(JobRun run) throws Exception {
        String text = Parameters.of(run.parameters(), "text").text("text", "");
        Files.writeString(run.result("text.txt", "text/plain"), text);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Permission permission() {
        return permission;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public boolean isIdempotent(JsonNode parameters) {
        return isIdempotent;
    }

    /** For whoever asks so. */
    @Override
    public boolean isInUsersSession(JsonNode parameters) {
        return parameters.path("text").asText().equals("as the user");
    }

    @Override
    public void validate(JsonNode parameters) {
        Parameters.of(parameters, "text").text("text", "");
    }

    @Override
    public void run(JobRun run) throws Exception {
        begun.add(run.parameters().path("text").asText());
        work.run(run);
    }
}
