package io.ringmain.gateway.cli;

import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.whatif.Renames;
import io.ringmain.core.whatif.WhatIf;
import io.ringmain.core.whatif.WhatIfReport;
import io.ringmain.gateway.config.ConfigurationException;
import io.ringmain.gateway.config.Overrides;
import io.ringmain.gateway.config.SiteFile;
import io.ringmain.gateway.config.Source;
import io.ringmain.gateway.view.WhatIfView;
import io.ringmain.historian.files.CheckedFile;
import io.ringmain.historian.report.WhatIfHtml;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code replay --what-if} takes and does. */
final class WhatIfOptions {
    @Option(
            names = "--what-if",
            paramLabel = "SITE.yaml",
            description = "Execute the recorded inputs against this site file, too, by names, and tell what alarms and"
                    + " commands would have done; open loop, the plant's values are as recorded.")
    private Path file;

    @Option(
            names = "--rename",
            paramLabel = "RECORDED=NOW",
            description = "What a recorded name, or what begins with it and a dot, is called in that site file; may be"
                    + " given several times.")
    private Map<String, String> renames = new TreeMap<>();

    @Option(names = "--html", paramLabel = "FILE", description = "Write the what-if as one HTML page.")
    private Path html;

    boolean isAsked() {
        return file != null;
    }

    /** Refuses what makes no sense together. */
    void check(CommandLine line) {
        if (file == null && (html != null || !renames.isEmpty())) {
            throw new ParameterException(line, (html != null ? "--html" : "--rename") + " needs --what-if");
        }
        if (html != null && !Files.isDirectory(html.toAbsolutePath().getParent())) {
            throw new ParameterException(
                    line, "--html: there is no folder " + html.toAbsolutePath().getParent());
        }
    }

    /**
     * The site of the file.
     *
     * @param machines folder of user machines that goes before the file's, may be null
     */
    SiteDefinition site(Extensions extensions, Path machines) throws ConfigurationException {
        return SiteFile.read(
                        Source.file(file),
                        new Overrides(Map.of(), System.getenv()),
                        folder -> extensions.machines(machines == null ? folder : machines),
                        extensions.connectors())
                .site();
    }

    int run(
            ReplaySource source,
            SiteDefinition site,
            ReplayPoint from,
            ReplayPoint to,
            ReplayListener listener,
            boolean isJson,
            PrintWriter out) {
        WhatIfReport report = WhatIf.run(source, site, new Renames(renames), from, to, listener);
        if (html != null) {
            write(WhatIfHtml.of(report));
        }
        if (isJson) {
            byte[] json = io.ringmain.gateway.view.Json.bytes(generator -> WhatIfView.write(generator, report));
            out.println(new String(json, StandardCharsets.UTF_8));
        } else {
            new WhatIfText(report, out).print();
        }
        return report.isStopped() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void write(String page) {
        try {
            CheckedFile.write(html, ByteBuffer.wrap(page.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, html + " can not be written: " + e.getMessage());
        }
    }
}
