package io.ringmain.perf;

import io.ringmain.perf.load.EndedProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Another JVM that obeys lines and answers with lines. Thread: its owner, which waits for the answers. */
public final class ToldProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;

    public ToldProcess(Class<?> main, String... arguments) {
        try {
            process = new ProcessBuilder(JavaCommand.of(main.getName(), List.of(arguments)))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = process.inputReader(StandardCharsets.UTF_8);
        orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    public void tell(String order) {
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException e) {
            throw failed("did not take '" + order + "'");
        }
    }

    /** The next line that begins with that, without it. */
    public String await(String beginning) {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(beginning)) {
                    return line.substring(beginning.length()).strip();
                }
                System.err.println("perf: " + line);
            }
        } catch (IOException e) {
            throw failed(e.toString());
        }
        throw failed("ended before it said '" + beginning + "'");
    }

    private static SuiteFailedException failed(String what) {
        return new SuiteFailedException("the other process " + what);
    }

    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException e) {
            process.destroy(); // it has closed its end already
        }
        EndedProcess.end(process);
    }
}
