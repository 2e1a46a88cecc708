package io.ringmain.connectors.mqtt;

import com.hivemq.embedded.EmbeddedHiveMQ;
import io.ringmain.connectors.testing.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** HiveMQ's community edition in this JVM, one for all tests; it ends with the JVM. */
public final class EmbeddedBroker {
    private static final EmbeddedBroker INSTANCE = new EmbeddedBroker();

    private final int port = FreePort.find();
    private final int tlsPort = FreePort.find();
    private final TestCertificates certificates;

    private EmbeddedBroker() {
        try {
            Path folder = Files.createTempDirectory("ringmain-broker");
            Path config = Files.createDirectories(folder.resolve("conf"));
            certificates = new TestCertificates(Files.createDirectories(folder.resolve("tls")));
            Files.writeString(config.resolve("config.xml"), """
                    <?xml version="1.0"?>
                    <hivemq>
                      <listeners>
                        <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                        <tls-tcp-listener>
                          <port>%d</port>
                          <bind-address>127.0.0.1</bind-address>
                          <tls>
                            <keystore>
                              <path>%s</path>
                              <password>changeit</password>
                              <private-key-password>changeit</private-key-password>
                            </keystore>
                            <truststore><path>%s</path><password>changeit</password></truststore>
                            <client-authentication-mode>REQUIRED</client-authentication-mode>
                          </tls>
                        </tls-tcp-listener>
                      </listeners>
                      <persistence><mode>in-memory</mode></persistence>
                      <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                    </hivemq>
                    """.formatted(
                            port, tlsPort, certificates.brokerStore(), certificates.trustStore()));
            // it takes over the logging of the whole JVM, with much more to say
            Files.writeString(config.resolve("logback.xml"), """
                    <configuration>
                      <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                        <encoder><pattern>%d{HH:mm:ss.SSS} %-5level [%thread] %logger{36} %msg%n</pattern></encoder>
                      </appender>
                      <logger name="com.hivemq" level="ERROR"/>
                      <root level="WARN"><appender-ref ref="out"/></root>
                    </configuration>
                    """);
            EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                    .withConfigurationFolder(config)
                    .withDataFolder(Files.createDirectories(folder.resolve("data")))
                    .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
                    .build();
            broker.start().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int port() {
        return INSTANCE.port;
    }

    static int tlsPort() {
        return INSTANCE.tlsPort;
    }

    static TestCertificates certificates() {
        return INSTANCE.certificates;
    }

    /** Whether that is one of the broker's threads. */
    public static boolean isItsOwn(Thread thread) {
        String name = thread.getName();
        return name.startsWith("hivemq") || name.startsWith("persistence") || name.startsWith("payload");
    }
}
