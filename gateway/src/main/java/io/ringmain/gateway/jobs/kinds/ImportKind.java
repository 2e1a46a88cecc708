package io.ringmain.gateway.jobs.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.site.Revision;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Areas;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.command.ConfigurationImport;
import io.ringmain.gateway.command.ConfigurationImport.Counts;
import io.ringmain.gateway.command.Fault;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.Bundle;
import io.ringmain.gateway.config.BundleForm;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.csv.RowFault;
import io.ringmain.gateway.csv.TagTable;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.JobRun;
import io.ringmain.gateway.jobs.Parameters;
import io.ringmain.gateway.view.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Puts definitions into the running site, all of them or none: a table of tags, or a bundle as {@code /system/config:export} makes
 * it. The result tells what was done, or what is wrong.
 */
public final class ImportKind implements JobKind {
    private static final String[] NAMES = {"format", "content", "mode", "dryRun"};
    private static final Counts NONE = new Counts(0, 0, 0, 0);

    /** Whoever submits a job may configure the whole site, or it is refused there. */
    private static final Role ROLE = new Role("import", Map.of(Permission.CONFIGURE, Areas.EVERYWHERE));

    private final Supplier<SiteDesk> desk;

    /** @param desk asked when a job runs */
    public ImportKind(Supplier<SiteDesk> desk) {
        this.desk = desk;
    }

    /** Definitions that were read, and how to tell where in them something is. */
    private record Content(Bundle bundle, BundleForm form, BiFunction<String, String, Object> place) {}

    @Override
    public String name() {
        return "import";
    }

    @Override
    public Permission permission() {
        return Permission.CONFIGURE;
    }

    /** Begun again later, it would undo what others have changed since; a dry run does nothing. */
    @Override
    public boolean isIdempotent(JsonNode parameters) {
        return isTried(Parameters.of(parameters, NAMES));
    }

    private static boolean isTried(Parameters given) {
        return given.flag("dryRun", false);
    }

    private static String mode(Parameters given) {
        return given.oneOf("mode", "merge", "merge", "replace");
    }

    private static String format(Parameters given) {
        if (!given.has("format")) {
            throw Parameters.refused("format: is missing, must be csv or bundle");
        }
        return given.oneOf("format", "", "csv", "bundle");
    }

    @Override
    public void validate(JsonNode parameters) {
        Parameters given = Parameters.of(parameters, NAMES);
        String format = format(given);
        mode(given);
        isTried(given);
        boolean isObject = format.equals("bundle") && parameters.path("content").isObject();
        if (!isObject) {
            given.requiredText("content");
        }
    }

    @Override
    public void run(JobRun run) throws Exception {
        Parameters given = Parameters.of(run.parameters(), NAMES);
        run.progress(0, "reading");
        JsonNode content = run.parameters().path("content");
        String text = content.isTextual() ? content.textValue() : content.toString();
        if (format(given).equals("csv")) {
            TagTable table = TagTable.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            if (table.faults().isEmpty()) {
                BiFunction<String, String, Object> place = (key, message) -> json(table.place(key, message));
                put(run, given, new Content(table.bundle(), table, place));
            } else {
                List<Object> errors =
                        table.faults().stream().map(ImportKind::json).toList();
                end(run, given, NONE, false, errors, "line " + table.faults().get(0));
            }
            return;
        }
        Bundle bundle;
        try {
            bundle = Bundle.read(text);
        } catch (ConfigurationException e) {
            List<Object> errors = e.problems().stream()
                    .map(problem -> json(
                            problem.place() + (problem.key().isEmpty() ? "" : ": " + problem.key()), problem.message()))
                    .toList();
            end(run, given, NONE, false, errors, e.problems().get(0).toString());
            return;
        }
        put(run, given, new Content(bundle, BundleForm.WHOLE, ImportKind::json));
    }

    private void put(JobRun run, Parameters given, Content content) throws Exception {
        run.throwIfCancelled();
        run.progress(0, "importing");
        Revision revision = new Revision(run.user(), run.reason().isEmpty() ? "job " + run.jobId() : run.reason());
        Principal who = new Principal(run.user(), ROLE, "", "", Instant.MAX, "job " + run.jobId());
        ConfigurationImport.Result result = await(ConfigurationImport.run(
                desk.get(),
                content.bundle(),
                mode(given).equals("replace"),
                isTried(given),
                revision,
                who,
                content.form()));
        List<Fault> faults = result.attempt().faults();
        List<Object> errors = faults.stream()
                .map(fault -> content.place().apply(fault.place(), fault.message()))
                .toList();
        String first = faults.isEmpty()
                ? ""
                : faults.get(0).place() + ": " + faults.get(0).message();
        end(run, given, result.counts(), result.attempt().outcome() != null, errors, first);
    }

    private static Object json(String place, String message) {
        return Map.of("place", place, "message", message);
    }

    private static Object json(RowFault fault) {
        return Map.of("line", fault.line(), "column", fault.column(), "message", fault.message());
    }

    /**
     * It can not be called back, so whoever cancels the job now is told how it ended.
     *
     * @throws Problem when it is refused
     */
    private static <T> T await(CompletableFuture<T> future) throws Exception {
        while (true) {
            try {
                return future.get();
            } catch (InterruptedException e) {
                // the job is to end, and this ends by itself
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
    }

    /** Tells what came of it; where something was to be changed and was not, the job has failed. */
    private static void end(
            JobRun run, Parameters given, Counts counts, boolean isApplied, List<Object> errors, String first)
            throws IOException, JobFailure {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", format(given));
        json.put("mode", mode(given));
        json.put("dryRun", isTried(given));
        json.put("created", counts.created());
        json.put("changed", counts.changed());
        json.put("unchanged", counts.unchanged());
        json.put("removed", counts.removed());
        json.put("applied", isApplied);
        json.put("errors", errors);
        ResultText.json(run, "import.json", json);
        if (!errors.isEmpty() && !isTried(given)) {
            throw new JobFailure("import-unsound", "Nothing was changed; " + first);
        }
        run.progress(1, isApplied ? "imported" : "nothing was changed, as asked for");
    }
}
