package io.ringmain.perf.profile;

import java.io.IOException;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Samples out of a file in the JVM's own form, which both profilers write. */
final class Recording {
    private static final Set<String> TIMES = Set.of("jdk.ExecutionSample");
    private static final Set<String> ALLOCATIONS =
            Set.of("jdk.ObjectAllocationSample", "jdk.ObjectAllocationInNewTLAB", "jdk.ObjectAllocationOutsideTLAB");
    /** Numbers that the JVM gives to classes that it makes. */
    private static final Pattern HIDDEN = Pattern.compile("(\\$\\$Lambda|LambdaForm\\$\\w+)[$/.+0-9a-fx]*");

    /** What the main thread is called when the JVM ends, which is when names are written down. */
    private static final String LAST = "DestroyJavaVM";

    private Recording() {}

    /** @param isRestOnly whether the first third is left out */
    static void read(Path file, Question question, boolean isRestOnly, Stacks into) throws IOException {
        Set<String> wanted = question == Question.TIME ? TIMES : ALLOCATIONS;
        List<RecordedEvent> events = new ArrayList<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (wanted.contains(event.getEventType().getName()) && event.getStackTrace() != null) {
                    events.add(event);
                }
            }
        }
        Instant from = isRestOnly ? afterThird(events) : Instant.MIN;
        for (RecordedEvent event : events) {
            if (!event.getStartTime().isBefore(from)) {
                into.add(stack(event), 1);
            }
        }
    }

    private static Instant afterThird(List<RecordedEvent> events) {
        Instant first = events.stream()
                .map(RecordedEvent::getStartTime)
                .min(Instant::compareTo)
                .orElse(Instant.MIN);
        Instant last = events.stream()
                .map(RecordedEvent::getStartTime)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        return first.plus(Duration.between(first, last).dividedBy(3));
    }

    private static String stack(RecordedEvent event) {
        StringBuilder stack =
                new StringBuilder().append('[').append(thread(event)).append(']');
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            stack.append(';').append(name(frames.get(i).getMethod()));
        }
        if (event.hasField("objectClass") && !frames.isEmpty()) {
            stack.append(';').append(name(frames.get(0).getMethod())).append(" makes ");
            stack.append(type(event.getClass("objectClass")));
        }
        return stack.toString();
    }

    private static String type(RecordedClass made) {
        String name = made == null ? "?" : made.getName();
        int dimensions = name.lastIndexOf('[') + 1;
        String element = name.substring(dimensions);
        if (dimensions > 0 && element.length() == 1) {
            element = MethodType.fromMethodDescriptorString("()" + element, null)
                    .returnType()
                    .getName();
        } else if (dimensions > 0 && element.endsWith(";")) {
            element = element.substring(1, element.length() - 1).replace('/', '.');
        }
        return element + "[]".repeat(dimensions);
    }

    private static String thread(RecordedEvent event) {
        RecordedThread thread = event.hasField("sampledThread") ? event.getThread("sampledThread") : event.getThread();
        if (thread == null) {
            return "?";
        }
        String name = thread.getJavaName() != null && !thread.getJavaName().isEmpty()
                ? thread.getJavaName()
                : String.valueOf(thread.getOSName());
        return LAST.equals(name) ? "main" : name;
    }

    /** Class and method; of native code its function alone. */
    private static String name(RecordedMethod method) {
        String type = method.getType() == null ? "" : method.getType().getName();
        String name = type == null || type.isEmpty() ? method.getName() : type + "." + method.getName();
        return HIDDEN.matcher(name.replace(';', ',')).replaceAll("$1");
    }
}
