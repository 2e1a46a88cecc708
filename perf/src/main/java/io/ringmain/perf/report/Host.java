package io.ringmain.perf.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * The machine and the JVM that a figure belongs to.
 *
 * @param cpu as the machine calls it; a virtual one says so
 * @param caches of a core, smallest first
 * @param memoryBytes of the machine
 * @param disk the file system that data goes to, with what it has left
 * @param governor of the clock rate, {@code not shown} where the machine does not say
 * @param counters whether cycles and cache misses can be counted here
 * @param flags of the JVM
 * @param commit of the sources, {@code unknown} outside a clone; ends in {@code +} when files were changed
 * @param loadBefore load average of the last minute before the first suite: above 0.5 others disturbed
 */
public record Host(
        String cpu,
        int cores,
        String caches,
        long memoryBytes,
        String kernel,
        String disk,
        String governor,
        String counters,
        String jvm,
        List<String> flags,
        String commit,
        double loadBefore) {

    public static Host present() {
        return new Host(
                Machine.cpu(),
                Runtime.getRuntime().availableProcessors(),
                Machine.caches(),
                Machine.memoryBytes(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                Machine.disk(),
                Machine.governor(),
                Machine.hasCounters() ? "yes" : "none that this user can read (perf stat)",
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                Machine.commit(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Whether files differed from the commit. */
    @JsonIgnore
    public boolean isDirty() {
        return commit.endsWith("+");
    }
}
