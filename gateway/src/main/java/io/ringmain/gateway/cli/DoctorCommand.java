package io.ringmain.gateway.cli;

import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.Problem;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.gateway.doctor.Doctor;
import io.ringmain.gateway.doctor.Finding;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = {
            "Look at this machine, a site, its data folder and a running process, and say what stands in the way.",
            "Each line is OK, WARN or FAIL, with what to do about it. Warnings change no exit code; nothing is started."
        })
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Parameters(arity = "0..1", paramLabel = "SITE.yaml", description = "The site file, if there is one.")
    private Path site;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder; the site's own if a site file is given.")
    private Path data;

    @Option(names = "--url", paramLabel = "URL", description = "A running site to be asked for its health.")
    private URI url;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SiteConfiguration read = null;
        List<Problem> problems = List.of();
        if (site != null) {
            Extensions extensions = Extensions.find();
            Map<String, Overrides.Flag> flags = data == null
                    ? Map.of()
                    : Map.of(
                            "site.data",
                            new Overrides.Flag(
                                    "--data", data.toAbsolutePath().normalize().toString()));
            try {
                read = SiteFile.read(
                        Source.file(site),
                        new Overrides(flags, System.getenv()),
                        extensions::machines,
                        extensions.connectors());
            } catch (ConfigurationException e) {
                problems = e.problems();
            }
        }
        Path folder = data != null
                ? data
                : read == null ? null : read.settings().core().dataFolder();
        List<Finding> findings = new Doctor().examine(read, problems, folder, url);
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(Json.line(json(findings)));
        } else {
            findings.forEach(finding -> print(out, finding));
        }
        return exitCode(findings);
    }

    private static void print(PrintWriter out, Finding finding) {
        out.printf(
                "%-4s %s: %s%n",
                finding.status(), Failures.oneLine(finding.subject()), Failures.oneLine(finding.detail()));
        if (!finding.advice().isEmpty()) {
            out.println("     " + Failures.oneLine(finding.advice()));
        }
    }

    private static Map<String, Object> json(List<Finding> findings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("failed", findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL));
        json.put(
                "findings",
                findings.stream()
                        .map(f -> Map.of(
                                "status", f.status().name(),
                                "subject", f.subject(),
                                "detail", f.detail(),
                                "advice", f.advice()))
                        .toList());
        return json;
    }

    /** That of what failed, or 1 when it is of several kinds. */
    private static int exitCode(List<Finding> findings) {
        Set<Finding.Kind> kinds = findings.stream()
                .filter(f -> f.status() == Finding.Status.FAIL)
                .map(Finding::kind)
                .collect(Collectors.toSet());
        if (kinds.isEmpty()) {
            return ExitCode.DONE;
        }
        if (kinds.size() > 1) {
            return ExitCode.FAILED;
        }
        return switch (kinds.iterator().next()) {
            case CONFIGURATION -> ExitCode.REFUSED;
            case NOT_REACHABLE -> ExitCode.NOT_REACHABLE;
            case DAMAGE -> ExitCode.VERIFICATION_FAILED;
            case MACHINE, NONE -> ExitCode.FAILED;
        };
    }
}
