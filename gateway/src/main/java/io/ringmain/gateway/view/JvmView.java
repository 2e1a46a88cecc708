package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;

/** Memory, garbage collection and threads of the process. */
public final class JvmView {
    private JvmView() {}

    public static void write(JsonGenerator out) throws IOException {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        out.writeObjectFieldStart("jvm");
        out.writeStringField("version", Runtime.version().toString());
        out.writeStringField("name", System.getProperty("java.vm.name", ""));
        out.writeNumberField("processors", Runtime.getRuntime().availableProcessors());
        out.writeNumberField("uptimeMs", ManagementFactory.getRuntimeMXBean().getUptime());
        out.writeNumberField("heapUsedBytes", heap.getUsed());
        out.writeNumberField("heapCommittedBytes", heap.getCommitted());
        out.writeNumberField("heapMaxBytes", Runtime.getRuntime().maxMemory());
        out.writeNumberField(
                "nonHeapUsedBytes",
                ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed());
        out.writeNumberField("buffersBytes", buffers());
        out.writeNumberField("threads", ManagementFactory.getThreadMXBean().getThreadCount());
        out.writeNumberField("cpuLoad", cpuLoad());
        out.writeArrayFieldStart("collectors");
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            out.writeStartObject();
            out.writeStringField("name", collector.getName());
            out.writeNumberField("collections", Math.max(0, collector.getCollectionCount()));
            out.writeNumberField("timeMs", Math.max(0, collector.getCollectionTime()));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** Direct and mapped buffers together: tables off the heap, and files of the journal. */
    private static long buffers() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(pool -> Math.max(0, pool.getMemoryUsed()))
                .sum();
    }

    /** Of all processors together, 0 to 1; 0 where it can not be told. */
    private static double cpuLoad() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        double load = system instanceof com.sun.management.OperatingSystemMXBean known ? known.getProcessCpuLoad() : 0;
        return Double.isFinite(load) ? Math.max(0, load) : 0;
    }
}
