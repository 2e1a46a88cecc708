package io.ringmain.gateway.process;

import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** The folder that keeps everything of a site. */
public final class DataFolder {
    private DataFolder() {}

    /**
     * Makes the folder if it is not there, and sends the process's log into it.
     *
     * @throws ProvisionException when it can not be written
     */
    public static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "write", ".tmp"));
        } catch (FileAlreadyExistsException e) {
            throw new ProvisionException("data folder " + folder + " is a file, must be a folder (--data)", e);
        } catch (IOException e) {
            throw new ProvisionException(
                    "data folder " + folder + " can not be written (" + reason(e) + "); choose another --data", e);
        }
        System.setProperty("ringmain.log.folder", folder.toString());
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-site.xml");
        }
        // here and now: several threads at once would have their first lines announced on stderr
        LoggerFactory.getILoggerFactory();
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName().replace("Exception", "");
        return e.getMessage() == null ? name : name + " " + e.getMessage();
    }
}
