package io.ringmain.gateway.cli;

import io.ringmain.gateway.config.Section;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.csv.TagTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description =
                "Write the tags of a site as CSV, sorted by name, changes at run time included; also while it runs.")
final class TagsExportCommand implements Callable<Integer> {
    @Mixin
    private Common common;

    @Mixin
    private NamedSite site;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file, which is replaced when the new one is complete; stdout if not set.")
    private Path out;

    @Option(names = "--json", description = "Say in JSON what was exported; needs --out.")
    private boolean isJson;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (out == null && isJson) {
            throw new ParameterException(spec.commandLine(), "--out is missing: only the table goes to stdout");
        }
        if (out != null && Files.isDirectory(out)) {
            throw new ParameterException(spec.commandLine(), "--out: " + out + " is a folder, must be a file");
        }
        SiteConfiguration configuration = site.read(Extensions.find());
        configuration.superseded().forEach(spec.commandLine().getErr()::println);
        Map<String, String> tags = new TreeMap<>();
        configuration.managed().forEach(Section.TAGS, tags::put);
        PrintWriter stdout = spec.commandLine().getOut();
        if (out == null) {
            TagTable.write(tags, stdout);
            stdout.flush();
            return ExitCode.DONE;
        }
        write(tags);
        if (isJson) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("file", out.toString());
            json.put("tags", tags.size());
            json.put("bytes", Files.size(out));
            stdout.println(Json.line(json));
        } else {
            stdout.println(out + ": " + tags.size() + " tags, " + Files.size(out) + " bytes");
        }
        return ExitCode.DONE;
    }

    private void write(Map<String, String> tags) throws IOException {
        Path file = out.toAbsolutePath().normalize();
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(beside)) {
                TagTable.write(tags, writer);
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
