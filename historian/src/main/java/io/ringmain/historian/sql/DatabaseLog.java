package io.ringmain.historian.sql;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what this layer says of its own: starts, migrations, repeated attempts, changes of health. Never statements. */
public interface DatabaseLog {
    /** Goes on as planned. */
    void info(String message);

    /** Goes on, but somebody should know. */
    void warn(String message);

    /** The program's own log. */
    static DatabaseLog slf4j() {
        Logger log = LoggerFactory.getLogger(Database.class);
        return new DatabaseLog() {
            @Override
            public void info(String message) {
                log.info("{}", message);
            }

            @Override
            public void warn(String message) {
                log.warn("{}", message);
            }
        };
    }
}
