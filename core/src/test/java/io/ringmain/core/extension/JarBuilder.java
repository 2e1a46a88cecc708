package io.ringmain.core.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles sources in memory and packs them as a jar of machines. */
public final class JarBuilder {
    private static final String MACHINE = """
            package acme;

            import io.ringmain.core.machine.*;
            import io.ringmain.core.tag.*;
            import java.util.*;

            public final class %1$s implements Machine {
                private final MachineDeclaration declaration = new MachineDeclaration(
                        "%2$s", List.of("ONLY"), List.of(), List.of(),
                        List.of(new MachineDeclaration.Port("out", TagType.INT64)), List.of(), List.of("count"));

                @Override
                public MachineDeclaration declaration() {
                    return declaration;
                }

                %3$s

                @Override
                public void step(MachineContext context) {
                    context.register(0, context.register(0) + 1);
                    %4$s
                }
            }
            """;

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final StringBuilder services = new StringBuilder();

    /** A machine whose step ends with that code. */
    public JarBuilder machine(String name, String type, String members, String body) {
        sources.put("acme." + name, String.format(MACHINE, name, type, members, body));
        services.append("acme.").append(name).append(" # a machine\n");
        return this;
    }

    public JarBuilder source(String name, String text) {
        sources.put(name, text);
        return this;
    }

    public Path write(Path file) {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> compiled : compile().entrySet()) {
                put(zip, compiled.getKey().replace('.', '/') + ".class", compiled.getValue());
            }
            if (!services.isEmpty()) {
                put(
                        zip,
                        "META-INF/services/io.ringmain.core.machine.Machine",
                        services.toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // The same sources give the same bytes.
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private Map<String, byte[]> compile() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
        JavaFileManager files =
                new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
                    @Override
                    public JavaFileObject getJavaFileForOutput(
                            Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                        assertThat(location).isEqualTo(StandardLocation.CLASS_OUTPUT);
                        return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                            @Override
                            public OutputStream openOutputStream() {
                                return classes.computeIfAbsent(name, key -> new ByteArrayOutputStream());
                            }
                        };
                    }
                };
        List<JavaFileObject> units = sources.entrySet().stream()
                .<JavaFileObject>map(source ->
                        new SimpleJavaFileObject(
                                URI.create("string:///" + source.getKey().replace('.', '/') + ".java"),
                                JavaFileObject.Kind.SOURCE) {
                            @Override
                            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                                return source.getValue();
                            }
                        })
                .toList();
        List<String> options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "--release", "17");
        StringBuilder messages = new StringBuilder();
        boolean isCompiled = compiler.getTask(
                        null, files, message -> messages.append(message).append('\n'), options, null, units)
                .call();
        assertThat(isCompiled).as(messages.toString()).isTrue();
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        classes.forEach((name, stream) -> bytes.put(name, stream.toByteArray()));
        return bytes;
    }
}
