package io.ringmain.historian.questdb;

/** The child's own configuration files: loopback, HTTP only, few threads, small pages, no telemetry. */
final class QuestDbConfiguration {

    /** What it does is in Ringmain's metrics; the log keeps what is wrong. */
    static final String LOG = """
            writers=stdout
            w.stdout.class=io.questdb.log.LogConsoleWriter
            w.stdout.level=CRITICAL,ERROR,ADVISORY
            """;

    private QuestDbConfiguration() {}

    /** The text of {@code server.conf}. */
    static String server(int port, String user, String password) {
        return """
                # written by Ringmain at every start of the server
                http.bind.to=127.0.0.1:%s
                http.user=%s
                http.password=%s
                http.export.connection.limit=32
                http.min.enabled=false
                pg.enabled=false
                line.tcp.enabled=false
                line.udp.enabled=false
                # Ringmain makes the table, with its key
                line.auto.create.new.tables=false
                line.auto.create.new.columns=false
                telemetry.enabled=false
                telemetry.disable.completely=true
                # two cores are shared with the plant; worker threads give the processor back soon when idle
                shared.worker.count=2
                shared.network.worker.count=2
                shared.query.worker.count=1
                shared.write.worker.count=1
                shared.worker.nap.threshold=100
                shared.worker.sleep.threshold=200
                # a column's file grows by this much, in each partition
                cairo.writer.data.append.page.size=1M
                cairo.o3.column.memory.size=256k
                """.formatted(port, user, password);
    }
}
