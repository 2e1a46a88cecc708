package io.ringmain.gateway.jobs.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.ParameterSchemas;
import io.ringmain.gateway.view.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterSchemasTest {
    private static final Path FOLDER = Path.of("unused");
    private static final JobSite SITE = new JobSite(FOLDER, List.of(), Map.of(), List.of());

    static List<JobKind> kinds() {
        return List.of(
                new ExportKind(SITE),
                new ReplayKind(SITE),
                new WhatIfKind(SITE),
                new VerifyKind(SITE),
                new ReportKind(SITE),
                new RebuildKind(SITE, null, null, name -> null),
                new ImportKind(() -> null),
                new BackupKind(SITE, null));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldNameTheParametersThatTheKindTakes(JobKind kind) {
        JsonNode schema = new ParameterSchemas().of(kind.name());
        List<String> described = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(described::add);

        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> kind.validate(JsonNodeFactory.instance.objectNode().put("no-such-key", 1)));

        String message = refused.getMessage();
        String allowed = message.substring(message.indexOf(", ")).replaceFirst("^, (allowed: |none is taken)", "");
        assertThat(allowed.isEmpty() ? List.of() : List.of(allowed.split(", ")))
                .containsExactlyInAnyOrderElementsOf(described);
    }
}
