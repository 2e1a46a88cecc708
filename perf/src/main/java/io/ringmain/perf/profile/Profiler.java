package io.ringmain.perf.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Something that a JVM takes along from its start, as do JVMs that it starts, and that leaves a recording when it ends. */
public abstract class Profiler {
    private static final String RECORDING = ".jfr";

    /** The best that works here. */
    public static Profiler present() {
        NativeProfiler found = NativeProfiler.find();
        return found == null ? new FlightRecorder() : found;
    }

    /** Name, and what it counts. */
    public abstract String describe(Question question);

    /** Flags of the JVM that is looked at; what it finds goes into that folder. */
    public abstract List<String> flags(Question question, Path folder);

    /**
     * All that was found in the folder.
     *
     * @param pid of the process whose first third is left out, since it made ready what was then measured
     */
    public final Stacks read(Path folder, Question question, long pid) throws IOException {
        Stacks stacks = new Stacks();
        for (Path file : files(folder)) {
            boolean isFirst = file.getFileName().toString().matches("(.*\\D)?" + pid + "(\\D.*)?");
            Recording.read(file, question, isFirst, stacks);
        }
        return stacks;
    }

    /** What was left there. */
    public final List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(RECORDING))
                    .sorted()
                    .toList();
        }
    }
}
