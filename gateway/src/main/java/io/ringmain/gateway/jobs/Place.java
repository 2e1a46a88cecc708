package io.ringmain.gateway.jobs;

import java.util.Locale;

/** Where a job can be done. */
public enum Place {
    /** In the site's own process. */
    SITE,
    /** In any process that sees the data folder. */
    ANYWHERE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
