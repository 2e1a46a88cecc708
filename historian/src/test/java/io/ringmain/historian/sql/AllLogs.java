package io.ringmain.historian.sql;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** Everything that is logged at the finest level, through SLF4J and through the JDK's loggers, and nothing on the console. */
final class AllLogs implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final java.util.logging.Logger jdk = java.util.logging.Logger.getLogger("");
    // held, as the JDK forgets loggers that nobody holds, and their levels with them
    private final java.util.logging.Logger postgresql = java.util.logging.Logger.getLogger("org.postgresql");
    private final Level level = root.getLevel();
    private final java.util.logging.Level jdkLevel = jdk.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String stack =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + stack);
        }
    };
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getLoggerName() + " " + new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    private AllLogs() {}

    static AllLogs capture() {
        AllLogs logs = new AllLogs();
        logs.root.iteratorForAppenders().forEachRemaining(appender -> appender.stop());
        logs.appender.setContext(logs.root.getLoggerContext());
        logs.appender.start();
        logs.root.addAppender(logs.appender);
        logs.root.setLevel(Level.TRACE);
        logs.handler.setLevel(java.util.logging.Level.ALL);
        logs.jdk.setLevel(java.util.logging.Level.ALL);
        logs.postgresql.setLevel(java.util.logging.Level.ALL);
        logs.jdk.addHandler(logs.handler);
        return logs;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        root.setLevel(level);
        root.detachAppender(appender);
        root.iteratorForAppenders().forEachRemaining(other -> other.start());
        jdk.removeHandler(handler);
        jdk.setLevel(jdkLevel);
        postgresql.setLevel(null);
    }
}
