package io.ringmain.gateway.jobs.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.jobs.JobCancelledException;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.view.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportKindTest {
    @TempDir
    private Path folder;

    private final TestGateway gateway = new TestGateway();
    private final ImportKind kind = new ImportKind(gateway.server::siteDesk);
    private FakeRun run;

    @AfterEach
    void close() {
        gateway.close();
    }

    private JsonNode run(String parameters) throws Exception {
        JsonNode given = TestGateway.json(parameters.replace('\'', '"'));
        kind.validate(given);
        run = new FakeRun(given, folder);
        kind.run(run);
        return result();
    }

    private JsonNode result() throws Exception {
        return TestGateway.json(Files.readString(run.file));
    }

    private boolean isThere(String tag) {
        return gateway.plant.site().tagId(tag) >= 0;
    }

    @Test
    void shouldPutATableIntoTheRunningSite() throws Exception {
        String table = "'format':'csv','content':'name,type\\nNew.A,bool\\nNew.B,int64\\n'";
        assertThat(run("{" + table + ",'dryRun':true}").path("created").asInt()).isEqualTo(2);
        assertThat(isThere("New.A")).isFalse();

        JsonNode done = run("{" + table + "}");

        assertThat(done.path("applied").asBoolean()).isTrue();
        assertThat(isThere("New.A")).isTrue();
        assertThat(run("{" + table + "}").path("unchanged").asInt()).isEqualTo(2);
    }

    @Test
    void shouldPutABundleIntoTheRunningSite() throws Exception {
        run("{'format':'bundle','content':{'tags':[{'name':'New.A','type':'bool'}]}}");
        assertThat(isThere("New.A")).isTrue();
        assertThat(run("{'format':'bundle','content':'tags: [{name: New.B, type: bool}]'}")
                        .path("created")
                        .asInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csv    | name,type~New.A,bool~New.B,boll~   | {'line':3,'column':'type'",
                "csv    | name,typ~New.A,bool~               | {'line':1,'column':'typ'",
                "bundle | tags: [{name: New.A, type: boll}]  | {'place':'tags[New.A].type'",
                "bundle | tegs: []                           | {'place':'bundle:1: tegs'",
            })
    void shouldFailAndTellAllErrorsWhenItIsNotSound(String format, String content, String error) throws Exception {
        String given = "{'format':'" + format + "','content':'" + content.replace("~", "\\n") + "'";

        assertThatThrownBy(() -> run(given + "}")).isInstanceOfSatisfying(JobFailure.class, failure -> {
            assertThat(failure.code()).isEqualTo("import-unsound");
            assertThat(failure).hasMessageStartingWith("Nothing was changed; ");
        });

        JsonNode expected = TestGateway.json(error.replace('\'', '"') + "}");
        JsonNode told = result().path("errors").path(0);
        expected.fieldNames().forEachRemaining(key -> assertThat(told.get(key)).isEqualTo(expected.get(key)));
        assertThat(result().path("applied").asBoolean()).isFalse();
        assertThat(isThere("New.A")).isFalse();
        assertThat(run(given + ",'dryRun':true}").path("errors")).isNotEmpty();
    }

    @Test
    void shouldBeBegunTwiceOnlyWhenNothingIsToBeChanged() {
        String given = "{\"format\":\"csv\",\"content\":\"x\"";
        assertThat(kind.isIdempotent(TestGateway.json(given + "}"))).isFalse();
        assertThat(kind.isIdempotent(TestGateway.json(given + ",\"dryRun\":true}")))
                .isTrue();
    }

    @Test
    void shouldEndBeforeAnythingIsChangedWhenItIsCancelled() throws Exception {
        FakeRun cancelled =
                new FakeRun(TestGateway.json("{\"format\":\"csv\",\"content\":\"name,type\\nNew.A,bool\\n\"}"), folder);
        cancelled.isCancelled = true;
        assertThatThrownBy(() -> kind.run(cancelled)).isInstanceOf(JobCancelledException.class);
        assertThat(isThere("New.A")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                              | format: is missing, must be csv or bundle",
                "{'format':'xls','content':'x'}                  | format: 'xls' is not allowed",
                "{'format':'csv'}                                | content: is missing",
                "{'format':'csv','content':{}}                   | content: a text is expected",
                "{'format':'csv','content':'x','mode':'swap'}    | mode: 'swap' is not allowed",
                "{'format':'csv','content':'x','dryRun':'yes'}   | dryRun: true or false",
                "{'format':'csv','content':'x','file':'/etc'}    | unknown parameter file",
            })
    void shouldSayWhichParameterIsWrong(String parameters, String told) {
        JsonNode given = TestGateway.json(parameters.replace('\'', '"'));
        assertThatThrownBy(() -> kind.validate(given))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.detail()).contains(told));
    }
}
