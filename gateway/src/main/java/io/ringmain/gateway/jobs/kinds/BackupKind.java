package io.ringmain.gateway.jobs.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.jobs.JobFailure;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.JobRun;
import io.ringmain.gateway.jobs.Parameters;
import io.ringmain.historian.backup.Backup;
import io.ringmain.historian.backup.BackupReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The data folder in one file, with the jars of user machines; the site's own files are not in it. It holds password hashes,
 * and only its owner may read it.
 */
public final class BackupKind implements JobKind {
    private final JobSite site;
    private final Path machineFolder;

    /** @param machineFolder where jars of user machines are, null when there are none */
    public BackupKind(JobSite site, Path machineFolder) {
        this.site = site;
        this.machineFolder = machineFolder;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Permission permission() {
        return Permission.ADMIN;
    }

    @Override
    public void validate(JsonNode parameters) {
        Parameters.of(parameters);
    }

    @Override
    public void run(JobRun run) throws Exception {
        Path archive = run.result("backup.zip", "application/zip");
        BackupReport report = Backup.create(site.dataFolder(), Map.of(), jars(), archive, run.steps("backing up"));
        run.throwIfCancelled();
        run.progress(1, report.files() + " files, journal up to sequence " + report.lastSequence());
        if (!report.damage().isEmpty()) {
            throw new JobFailure(
                    "journal-damaged",
                    "The journal is damaged and was taken as it is: " + String.join("; ", report.damage()));
        }
    }

    private Map<String, Path> jars() {
        Map<String, Path> jars = new TreeMap<>();
        if (machineFolder != null && Files.isDirectory(machineFolder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(machineFolder, "*.jar")) {
                found.forEach(jar -> jars.put(jar.getFileName().toString(), jar));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return jars;
    }
}
