package io.ringmain.gateway.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes an event of the log as a line of text, its stack trace in indented lines below, or as one line of JSON: {@code time
 * level thread logger message} and, where there is one, {@code error: {class, message, stack}}. Nothing in an event can begin
 * a line.
 */
public final class LineEncoder extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final byte[] NOTHING = {};
    private static final int LOGGER_WIDTH = 24;

    private boolean isJson;

    /** {@code text}, the default, or {@code json}; by Logback's configuration. */
    public void setFormat(String format) {
        isJson = format.equals("json");
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return isJson ? json(event) : text(event).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        line.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
                .append(' ')
                .append(String.format("%-5s", event.getLevel()))
                .append(" [");
        OneLine.append(line, event.getThreadName());
        line.append("] ").append(tail(event.getLoggerName())).append(' ');
        OneLine.append(line, String.valueOf(event.getFormattedMessage()));
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            for (String part :
                    ThrowableProxyUtil.asString(event.getThrowableProxy()).split("\\R")) {
                line.append('\t');
                OneLine.append(line, part.strip());
                line.append('\n');
            }
        }
        return line.toString();
    }

    private static String tail(String logger) {
        return logger.length() <= LOGGER_WIDTH ? logger : logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static byte[] json(ILoggingEvent event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())));
            out.writeStringField("level", event.getLevel().toString());
            out.writeStringField("thread", event.getThreadName());
            out.writeStringField("logger", event.getLoggerName());
            out.writeStringField("message", event.getFormattedMessage());
            IThrowableProxy error = event.getThrowableProxy();
            if (error != null) {
                out.writeObjectFieldStart("error");
                out.writeStringField("class", error.getClassName());
                out.writeStringField("message", error.getMessage());
                out.writeStringField("stack", ThrowableProxyUtil.asString(error));
                out.writeEndObject();
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }
}
