package io.ringmain.gateway.jobs.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.jobs.JobRun;
import java.nio.file.Path;

/** An attempt without a queue. */
final class FakeRun implements JobRun {
    private final JsonNode parameters;
    private final Path folder;
    String user = "anna";
    volatile boolean isCancelled;
    Path file;
    String contentType;

    FakeRun(JsonNode parameters, Path folder) {
        this.parameters = parameters;
        this.folder = folder;
    }

    @Override
    public String jobId() {
        return "1";
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public String reason() {
        return "";
    }

    @Override
    public JsonNode parameters() {
        return parameters;
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public void progress(double done, String text) {
        // nobody looks
    }

    @Override
    public boolean isCancelled() {
        return isCancelled;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Path result(String name, String type) {
        file = folder.resolve(name);
        contentType = type;
        return file;
    }
}
