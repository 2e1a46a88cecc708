package io.ringmain.historian.journal;

/** What Chronicle reads from system properties, set before its first class is loaded; the command line goes first. */
final class ChronicleSettings {

    private ChronicleSettings() {}

    static void apply() {
        set("chronicle.analytics.disable"); // no network
        set("chronicle.announcer.disable"); // no banner
        set("chronicle.disk.monitor.disable"); // free space is watched by the journal itself, without a thread
    }

    private static void set(String name) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, "true");
        }
    }
}
