package io.ringmain.perf.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The configuration of a Yamcs server on loopback: packets recorded by a thread of their own, limits checked, alarm
 * server on, nothing that is not wanted. Written here, none of it is copied from Yamcs.
 */
final class YamcsFiles {
    private YamcsFiles() {}

    /** Writes {@code etc} and {@code mdb}; data goes to {@code data}. */
    static void write(Path folder, int httpPort, List<YamcsInstance> instances) throws IOException {
        Path etc = Files.createDirectories(folder.resolve("etc"));
        Path databases = Files.createDirectories(folder.resolve("mdb"));
        Files.writeString(etc.resolve("yamcs.yaml"), server(folder, httpPort, instances));
        Files.writeString(etc.resolve("processor.yaml"), PROCESSORS);
        for (YamcsInstance instance : instances) {
            Path database = databases.resolve(instance.name() + ".xml");
            Files.writeString(database, YamcsDatabase.xtce(instance.layout()));
            Files.writeString(etc.resolve("yamcs." + instance.name() + ".yaml"), instance(instance, database));
        }
    }

    private static final String PROCESSORS = """
            realtime:
              services:
                - class: org.yamcs.StreamTmPacketProvider
              config:
                subscribeAll: true
                alarm: {parameterCheck: true, parameterServer: enabled}
            ArchiveRetrieval:
              services:
                - class: org.yamcs.tctm.ReplayService
            """;

    private static String server(Path folder, int httpPort, List<YamcsInstance> instances) {
        return """
                services:
                  - class: org.yamcs.http.HttpServer
                    args: {address: 127.0.0.1, port: %d}
                dataDir: %s
                cacheDir: %s
                secretKey: loopback
                instances: [%s]
                """.formatted(
                httpPort,
                quoted(folder.resolve("data")),
                quoted(folder.resolve("cache")),
                String.join(", ", instances.stream().map(YamcsInstance::name).toList()));
    }

    private static String instance(YamcsInstance instance, Path database) {
        return """
                services:
                  - class: org.yamcs.archive.XtceTmRecorder
                  - class: org.yamcs.archive.AlarmRecorder
                  - class: org.yamcs.archive.ReplayServer
                  - class: org.yamcs.parameterarchive.ParameterArchive
                    args: {realtimeFiller: {enabled: %s}, backFiller: {enabled: false}}
                  - class: org.yamcs.ProcessorCreatorService
                    args: {name: realtime, type: realtime}
                dataLinks:
                  - name: tm
                    class: org.yamcs.tctm.TcpTmDataLink
                    stream: tm_realtime
                    host: 127.0.0.1
                    port: %d
                    packetInputStreamClassName: org.yamcs.tctm.GenericPacketInputStream
                    packetInputStreamArgs:
                      lengthFieldOffset: %d
                      lengthFieldLength: %d
                      lengthAdjustment: 0
                      initialBytesToStrip: 0
                      maxPacketLength: %d
                    packetPreprocessorClassName: org.yamcs.tctm.GenericPacketPreprocessor
                    packetPreprocessorArgs: {timestampOffset: %d, seqCountOffset: %d}
                mdb:
                  - type: xtce
                    args: {file: %s}
                streamConfig:
                  tm:
                    - {name: tm_realtime, processor: realtime, rootContainer: /%s/Packet, async: true}
                  event: [events_realtime]
                  parameterAlarm: [alarms_realtime]
                """.formatted(
                        instance.hasParameterArchive(),
                        instance.port(),
                        PacketLayout.LENGTH_AT,
                        Integer.BYTES,
                        instance.layout().bytes(),
                        PacketLayout.TIME_AT,
                        PacketLayout.SEQUENCE_AT,
                        quoted(database),
                        YamcsDatabase.SPACE);
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
