package io.ringmain.connectors.file;

import io.ringmain.connectors.testing.ConformanceDevice;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** A file that comes, goes and is replaced; it is read again and again. */
final class FileConformanceDevice implements ConformanceDevice {
    private final Path folder;
    private final Path file;
    private final Object[] values = {0.5, 1L, false, "calm"};
    private String quality = "good";
    private int changes;

    FileConformanceDevice() {
        try {
            folder = Files.createTempDirectory("ringmain-file");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        file = folder.resolve("samples.csv");
    }

    @Override
    public ConnectorProvider provider() {
        return new FileConnectorProvider();
    }

    @Override
    public ConnectorDefinition connector(String name) {
        return new ConnectorDefinition(
                name, "file", Map.of("path", file.toString(), "loop", "true", "time", "shifted", "retry", "20ms"));
    }

    @Override
    public List<TagDefinition> tags(String connector) {
        return List.of(
                tag(connector, "level", TagType.FLOAT64, Map.of("quality", "quality")),
                tag(connector, "count", TagType.INT64, Map.of()),
                tag(connector, "on", TagType.BOOL, Map.of()),
                tag(connector, "phase", TagType.STRING, Map.of()));
    }

    private static TagDefinition tag(String connector, String column, TagType type, Map<String, String> options) {
        return TagDefinition.internal("Test." + column, type)
                .withSource(new TagSource(connector, column, Mode.SUBSCRIBE, 1_000, options));
    }

    private void write() {
        StringBuilder text = new StringBuilder("time,level,count,on,phase,quality\n");
        for (int row = 0; row < 2; row++) {
            text.append("2025-11-20T10:00:00.0").append(row).append('Z');
            for (Object value : values) {
                text.append(',').append(value);
            }
            text.append(',').append(quality).append('\n');
        }
        try {
            Path next = Files.writeString(folder.resolve("next.csv"), text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void up() {
        write();
    }

    @Override
    public void down() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Object change(int tag) {
        changes++;
        values[tag] = switch (tag) {
            case 0 -> changes + 0.25;
            case 1 -> (long) changes;
            case 2 -> !(Boolean) values[2];
            default -> "note-" + changes;
        };
        write();
        return values[tag];
    }

    @Override
    public int degrade(int tag) {
        quality = "uncertain";
        write();
        return Quality.UNCERTAIN;
    }

    @Override
    public DeviceWrite rejected(long writeId) {
        return new DeviceWrite(writeId, 0, "level", TagType.FLOAT64, 0, null);
    }

    @Override
    public void close() {
        down();
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
