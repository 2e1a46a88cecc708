package io.ringmain.gateway.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * What a command's output goes to; knows why it takes nothing any more, which its writer forgets.
 *
 * <p>Thread: any.
 */
final class Stdout extends OutputStream {
    private final OutputStream out;
    private volatile IOException failure;

    Stdout(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        try {
            out.write(from, offset, length);
        } catch (IOException e) {
            throw noted(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw noted(e);
        }
    }

    private IOException noted(IOException e) {
        failure = failure == null ? e : failure;
        return e;
    }

    /**
     * The exit code of a command that ended with that one: a command whose output is lost has failed, one whose reader has
     * seen enough has not.
     */
    int end(int code, PrintWriter writer, PrintWriter err) {
        if (!writer.checkError() || code != ExitCode.DONE || isReaderGone()) {
            return code;
        }
        err.println("ringmain: stdout can not be written: "
                + (failure == null ? "no reason given" : Failures.oneLine(failure.getMessage())));
        err.flush();
        return ExitCode.FAILED;
    }

    private boolean isReaderGone() {
        return failure != null
                && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }
}
