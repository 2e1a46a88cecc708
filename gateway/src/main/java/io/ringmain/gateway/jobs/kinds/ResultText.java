package io.ringmain.gateway.jobs.kinds;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.ringmain.gateway.jobs.JobRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results that are one text. */
final class ResultText {
    static final String JSON = "application/json";
    static final String HTML = "text/html; charset=utf-8";
    private static final ObjectWriter WRITER = new ObjectMapper().writerWithDefaultPrettyPrinter();

    private ResultText() {}

    static void json(JobRun run, String name, Object value) throws IOException {
        Path file = run.result(name, JSON);
        Files.write(file, WRITER.writeValueAsBytes(value));
    }

    static void text(JobRun run, String name, String contentType, String text) throws IOException {
        Files.write(run.result(name, contentType), text.getBytes(StandardCharsets.UTF_8));
    }
}
