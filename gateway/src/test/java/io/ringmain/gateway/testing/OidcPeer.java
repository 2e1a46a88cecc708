package io.ringmain.gateway.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An OpenID provider of another maker, in a process of its own that ends when its input does; see {@code gateway/peers}. */
public final class OidcPeer implements AutoCloseable {
    private static final File FOLDER = new File(System.getProperty("ringmain.home"), "gateway/peers");

    private final Process process;
    private final BufferedReader output;
    private final String issuer;

    private OidcPeer(Process process) throws IOException {
        this.process = process;
        output = process.inputReader(StandardCharsets.UTF_8);
        issuer = await("ready ");
    }

    /** @param redirectUri where it sends browsers back to */
    public static OidcPeer start(String redirectUri) {
        try {
            return new OidcPeer(new ProcessBuilder("node", "oidc-provider.js", redirectUri)
                    .directory(FOLDER)
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rest of the next line that begins with that. */
    private String await(String beginning) throws IOException {
        List<String> passed = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length()).strip();
            }
            passed.add(line);
        }
        throw new AssertionError("the provider ended with " + passed);
    }

    public String issuer() {
        return issuer;
    }

    /** Whoever comes next is that user. */
    public void letIn(String user, String... groups) {
        order(("user " + user + " " + String.join(",", groups)).strip());
    }

    /** Whoever comes next is refused. */
    public void letNobodyIn() {
        order("nobody");
    }

    private void order(String order) {
        try {
            process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            await("done " + order);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(3, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
