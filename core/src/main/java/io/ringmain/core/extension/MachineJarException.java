package io.ringmain.core.extension;

import java.util.List;

/** Jars of machines that are not taken, with every reason. */
public final class MachineJarException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    MachineJarException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** A line each: jar, class, method, what it does, what to use instead. */
    public List<String> problems() {
        return problems;
    }
}
