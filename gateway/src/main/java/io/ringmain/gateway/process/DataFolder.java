package io.ringmain.gateway.process;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that keeps everything of a site. */
public final class DataFolder {
    private static final String CONFIGURATION = "logback.configurationFile";
    private static final String OURS = "logback-site.xml";
    /** As that names it. */
    private static final String APPENDER = "file";

    private DataFolder() {}

    /**
     * Makes the folder if it is not there, and sends the process's log into it.
     *
     * @param isJson whether its lines are JSON
     * @throws ProvisionException when it can not be written
     */
    public static void prepare(Path folder, boolean isJson) {
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
        String format = isJson ? "json" : "text";
        boolean isOther = !format.equals(System.setProperty("ringmain.log.format", format));
        boolean isOurs = OURS.equals(System.getProperty(CONFIGURATION, OURS));
        if (isOurs) {
            System.setProperty(CONFIGURATION, OURS);
        }
        // here and now: several threads at once would have their first lines announced on stderr
        ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
        if (isOurs && loggers instanceof LoggerContext context) {
            log(context, isOther);
        }
    }

    /** Whoever has logged while the site was read, a connector for one, has had the commands' way of logging set up. */
    private static void log(LoggerContext context, boolean isOther) {
        if (!isOther && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER) != null) {
            return;
        }
        context.reset();
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException e) {
            throw new IllegalStateException("logback-site.xml is not sound", e);
        }
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName().replace("Exception", "");
        return e.getMessage() == null ? name : name + " " + e.getMessage();
    }
}
